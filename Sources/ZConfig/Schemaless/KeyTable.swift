/// The keys of a file, each once: numbered as they first appear, found again by their bytes.
struct KeyTable {
    /// The first places of the keys.
    private(set) var keys: [Range<Int>] = []
    /// Each key is at the slot that its hash asks for, or after it; at most half of the slots are taken.
    private var slots = [Slot](repeating: Slot(), count: 16)

    /// A slot holds the hash as well, so that a search looks elsewhere only where it ends.
    private struct Slot {
        var hash: UInt32 = 0
        var number: UInt32 = Slot.free

        static let free = UInt32.max
        var isFree: Bool { number == Slot.free }
    }

    /// By the numbers of keys: the key that came after each the last time. Sections of one type have the same keys in the
    /// same order, so that it mostly comes again.
    private var next: [UInt32] = []
    private var last = 0

    /// The number of a key.
    mutating func number(of key: Range<Int>, _ bytes: Span<UInt8>) -> Int {
        if last < next.count {
            let number = Int(next[last])
            if bytes.holdsSame(keys[number], key) {
                last = number
                return number
            }
        }
        let number = find(key, bytes)
        if last < next.count { next[last] = UInt32(number) }
        last = number
        return number
    }

    private mutating func find(_ key: Range<Int>, _ bytes: Span<UInt8>) -> Int {
        let hash = bytes.hash(of: key)
        var index = Int(hash) & (slots.count - 1)
        while !slots[index].isFree {
            let number = Int(slots[index].number)
            if slots[index].hash == hash, bytes.holdsSame(keys[number], key) { return number }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(hash: hash, number: UInt32(keys.count))
        keys.append(key)
        next.append(0)
        if keys.count * 2 > slots.count { grow() }
        return keys.count - 1
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Slot](repeating: Slot(), count: mask + 1)
        for slot in slots where !slot.isFree {
            var index = Int(slot.hash) & mask
            while !larger[index].isFree { index = (index + 1) & mask }
            larger[index] = slot
        }
        slots = larger
    }
}

extension Span<UInt8> {
    /// Whether two ranges hold the same bytes.
    func holdsSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        let distance = right.lowerBound - left.lowerBound
        for index in left where self[index] != self[index + distance] { return false }
        return true
    }

    /// A hash that differs from run to run, so that no file can be made to collide.
    fileprivate func hash(of range: Range<Int>) -> UInt32 {
        var hasher = Hasher()
        var word = UInt64(truncatingIfNeeded: range.count)
        var bytesInWord = 1
        for index in range {
            word = word << 8 | UInt64(self[index])
            bytesInWord += 1
            if bytesInWord == 8 {
                hasher.combine(word)
                (word, bytesInWord) = (0, 0)
            }
        }
        hasher.combine(word)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}

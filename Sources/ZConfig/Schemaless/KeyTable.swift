/// The keys of a file, each once: numbered as they first appear, found again by their bytes.
struct KeyTable {
    /// The first places of the keys.
    private(set) var keys: [Range<Int>] = []
    private var hashes: [Int] = []
    /// Numbers of keys, each at or after the slot that its hash asks for; at most half of them are taken.
    private var slots = [Int](repeating: KeyTable.free, count: 16)

    private static let free = -1

    /// The number of a key.
    mutating func number(of key: Range<Int>, _ bytes: Span<UInt8>) -> Int {
        let hash = bytes.hash(of: key)
        var slot = hash & (slots.count - 1)
        while slots[slot] != KeyTable.free {
            let number = slots[slot]
            if hashes[number] == hash, bytes.holdsSame(keys[number], key) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = keys.count
        keys.append(key)
        hashes.append(hash)
        slots[slot] = number
        if keys.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [Int](repeating: KeyTable.free, count: mask + 1)
        for (number, hash) in hashes.enumerated() {
            var slot = hash & mask
            while slots[slot] != KeyTable.free { slot = (slot + 1) & mask }
            slots[slot] = number
        }
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
    fileprivate func hash(of range: Range<Int>) -> Int {
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
        return hasher.finalize()
    }
}

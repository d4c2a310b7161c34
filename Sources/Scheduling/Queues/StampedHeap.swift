/// A heap of claims "this daemon's key is so", least key first, in which outdated claims are left lying.
///
/// Each daemon has a stamp that changes whenever it is queued anew or taken out; an entry counts only while its stamp
/// is its daemon's. Taking a daemon out of the middle therefore costs nothing, and no position needs to be kept.
/// Outdated entries go when they come to the top, and all at once when they are the majority, which keeps every
/// operation at O(log n), amortized. One at the very top stays for as long as it is in nobody's way: the next entry
/// takes its place, so that a daemon that is queued again at once costs one way down the heap and none up.
///
/// Four children a node: half the levels of a binary heap, and siblings share a cache line.
struct StampedHeap<Key: Comparable & Sendable>: Sendable {
    struct Entry: Sendable {
        var key: Key
        var slot: UInt32
        var stamp: UInt32
    }

    private(set) var entries: ContiguousArray<Entry> = []

    var isEmpty: Bool { entries.isEmpty }
    var first: Entry? { entries.first }

    /// Whether an entry still counts.
    @inline(__always)
    static func isCurrent(_ entry: Entry, among daemons: ContiguousArray<DaemonState>) -> Bool {
        daemons[Int(entry.slot)].stamp == entry.stamp
    }

    mutating func insert(_ entry: Entry, among daemons: ContiguousArray<DaemonState>) {
        if let first = entries.first, !StampedHeap.isCurrent(first, among: daemons) {
            unsafe entries.withUnsafeMutableBufferPointer { heap in
                unsafe StampedHeap.sink(entry, from: 0, in: heap)
            }
            return
        }
        if entries.count > 2 * daemons.count + 64 { removeOutdated(among: daemons) }
        entries.append(entry)
        unsafe entries.withUnsafeMutableBufferPointer { heap in
            var hole = heap.count - 1
            while hole > 0 {
                let parent = (hole - 1) / 4
                guard unsafe entry.key < heap[parent].key else { break }
                unsafe heap[hole] = heap[parent]
                hole = parent
            }
            unsafe heap[hole] = entry
        }
    }

    @discardableResult
    mutating func removeFirst() -> Entry? {
        guard let last = entries.popLast() else { return nil }
        guard let first = entries.first else { return last }
        unsafe entries.withUnsafeMutableBufferPointer { heap in
            unsafe StampedHeap.sink(last, from: 0, in: heap)
        }
        return first
    }

    /// The first entry that counts; the outdated ones before it go.
    mutating func firstCurrent(among daemons: ContiguousArray<DaemonState>) -> Entry? {
        while let first = entries.first {
            if StampedHeap.isCurrent(first, among: daemons) { return first }
            removeFirst()
        }
        return nil
    }

    /// The first entry that counts, if its key is at most `limit`. It stays where it is until its stamp changes.
    @inline(__always)
    mutating func firstCurrent(upTo limit: Key, among daemons: ContiguousArray<DaemonState>) -> Entry? {
        while let first = entries.first, first.key <= limit {
            if StampedHeap.isCurrent(first, among: daemons) { return first }
            if isFirstAlone(upTo: limit) { return nil }
            removeFirst()
        }
        return nil
    }

    /// Whether all keys but that of the first entry are greater than `limit`.
    @inline(__always)
    func isFirstAlone(upTo limit: Key) -> Bool {
        for child in 1..<max(1, min(5, entries.count)) where entries[child].key <= limit { return false }
        return true
    }

    /// Keeps only the entries that count.
    private mutating func removeOutdated(among daemons: ContiguousArray<DaemonState>) {
        entries.removeAll { !StampedHeap.isCurrent($0, among: daemons) }
        unsafe entries.withUnsafeMutableBufferPointer { heap in
            guard heap.count > 1 else { return }
            for node in stride(from: (heap.count - 2) / 4, through: 0, by: -1) {
                unsafe StampedHeap.sink(heap[node], from: node, in: heap)
            }
        }
    }

    private static func sink(_ entry: Entry, from start: Int, in heap: UnsafeMutableBufferPointer<Entry>) {
        var hole = start
        while true {
            let child = 4 * hole + 1
            guard child < heap.count else { break }
            let least = unsafe leastChild(child, in: heap)
            guard unsafe heap[least].key < entry.key else { break }
            unsafe heap[hole] = heap[least]
            hole = least
        }
        unsafe heap[hole] = entry
    }

    /// The least of up to four siblings, of which the first is given.
    @inline(__always)
    private static func leastChild(_ first: Int, in heap: UnsafeMutableBufferPointer<Entry>) -> Int {
        if first &+ 3 < heap.count {
            // A tournament of sums instead of branches, which nobody could predict.
            let left = unsafe first &+ (heap[first &+ 1].key < heap[first].key ? 1 : 0)
            let right = unsafe first &+ 2 &+ (heap[first &+ 3].key < heap[first &+ 2].key ? 1 : 0)
            return unsafe left &+ (right &- left) &* (heap[right].key < heap[left].key ? 1 : 0)
        }
        var least = first
        for child in first..<heap.count where unsafe heap[child].key < heap[least].key { least = child }
        return least
    }
}

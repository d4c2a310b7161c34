import HeapModule

/// Timed calls in the order in which they are to be made: by instant, and for one instant in the order in which they
/// were asked for. What a reactor without timers of its own keeps them in.
package struct TimedCallQueue {
    private struct Entry: Comparable {
        var instant: MonotonicTime
        var identifier: UInt64

        static func < (left: Entry, right: Entry) -> Bool {
            (left.instant, left.identifier) < (right.instant, right.identifier)
        }
    }

    /// Entries of cancelled calls stay until they come to the top, or are the majority.
    private var heap = Heap<Entry>()
    private var actions: [UInt64: @Sendable () -> Void] = [:]
    private var lastIdentifier: UInt64 = 0

    package init() {}

    /// How many calls are pending.
    package var count: Int { actions.count }

    /// Adds a call.
    package mutating func add(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        lastIdentifier += 1
        actions[lastIdentifier] = action
        heap.insert(Entry(instant: instant, identifier: lastIdentifier))
        return TimedCall(identifier: lastIdentifier)
    }

    /// Forgets a call; one that was made or forgotten before is ignored.
    package mutating func cancel(_ call: TimedCall) {
        guard actions.removeValue(forKey: call.identifier) != nil, heap.count > 2 * actions.count + 64 else { return }
        heap = Heap(heap.unordered.filter { actions[$0.identifier] != nil })
    }

    /// Forgets all calls.
    package mutating func removeAll() {
        self = TimedCallQueue(lastIdentifier: lastIdentifier)
    }

    private init(lastIdentifier: UInt64) {
        self.lastIdentifier = lastIdentifier
    }

    /// When the first call is to be made; nil if none is pending.
    package var first: MonotonicTime? {
        mutating get {
            while let entry = heap.min {
                if actions[entry.identifier] != nil { return entry.instant }
                heap.removeMin()
            }
            return nil
        }
    }

    /// Takes the first call, if its instant has come.
    package mutating func popDue(at now: MonotonicTime) -> (@Sendable () -> Void)? {
        guard let first, first <= now else { return nil }
        return actions.removeValue(forKey: heap.removeMin().identifier)
    }
}

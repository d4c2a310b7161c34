import Synchronization

/// Gathers what happens on a reactor, and tells when enough has.
final class EventLog<Event: Sendable>: Sendable {
    private struct Waiter {
        let count: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private let state = Mutex<(events: [Event], waiters: [Waiter])>(([], []))

    var events: [Event] { state.withLock { $0.events } }

    func add(_ event: Event) {
        let woken = state.withLock { state in
            state.events.append(event)
            let count = state.events.count
            let woken = state.waiters.filter { $0.count <= count }
            state.waiters.removeAll { $0.count <= count }
            return woken
        }
        for waiter in woken { waiter.continuation.resume() }
    }

    /// Waits until so many events have happened.
    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isEnough = state.withLock { state in
                if state.events.count >= count { return true }
                state.waiters.append(Waiter(count: count, continuation: continuation))
                return false
            }
            if isEnough { continuation.resume() }
        }
    }
}

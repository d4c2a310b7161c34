import Synchronization

/// What has happened, in order.
final class EventList: Sendable {
    private let events = Mutex<[String]>([])

    var all: [String] { events.withLock { $0 } }

    func add(_ event: String) {
        events.withLock { $0.append(event) }
    }
}

import Dispatch

/// Holds up whoever comes through until it is opened.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func pass() {
        semaphore.wait()
    }

    func open() {
        semaphore.signal()
    }
}

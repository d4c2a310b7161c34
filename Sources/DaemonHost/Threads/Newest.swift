import Synchronization

/// Hands values to whoever may block, beside the loop: the newest there is, one at a time.
final class Newest<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    /// Held by whoever has taken one, who takes it only then: no older value follows a newer one.
    private let turn = Mutex(())

    /// Puts a value in the place of the one that nobody has taken yet.
    /// - Returns: whether there was none, so that somebody has to come and take this one.
    @discardableResult
    func put(_ new: Value) -> Bool {
        value.withLock { value in
            defer { value = new }
            return value == nil
        }
    }

    /// Does something with the value that waits, if one does. May block.
    func take(_ body: (Value) -> Void) {
        turn.withLock { _ in
            if let next = value.withLock({ $0.take() }) { body(next) }
        }
    }
}

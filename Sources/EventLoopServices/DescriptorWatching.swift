/// The capability of a reactor to tell when a file descriptor can be read or written.
public protocol DescriptorWatching: AnyObject, Sendable {
    /// Runs `action` on the executor whenever `descriptor` is ready, until the watch is cancelled.
    ///
    /// Level-triggered: as long as it stays ready, the action runs again on a later turn of the loop. The descriptor
    /// stays the caller's, who closes it only in `onCancel`.
    /// - Parameters:
    ///   - descriptor: an open descriptor that the system can poll: a socket, a pipe, a terminal.
    ///   - readiness: what to wait for.
    ///   - onCancel: runs on the executor once the reactor will not touch the descriptor any more.
    ///   - action: what to do when it is ready.
    func watch(
        _ descriptor: CInt,
        for readiness: Readiness,
        onCancel: @escaping @Sendable () -> Void,
        _ action: @escaping @Sendable () -> Void
    ) -> any Watch
}

/// What a descriptor can be ready for.
public enum Readiness: Sendable, Hashable {
    /// There is something to read, or the other end is closed.
    case reading
    /// There is room to write, or the other end is closed.
    case writing
}

/// Something that a reactor watches until it is told not to.
public protocol Watch: AnyObject, Sendable {
    /// Ends the watch. Cancelling twice does nothing.
    func cancel()
}

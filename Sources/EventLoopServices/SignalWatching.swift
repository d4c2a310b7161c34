/// The capability of a reactor to run something when the process gets a signal.
public protocol SignalWatching: AnyObject, Sendable {
    /// Runs `action` on the executor each time the process gets `signal`, until the watch is cancelled.
    ///
    /// The signal's default action no longer takes place. Signals that come close together may be reported as one.
    func watch(signal: CInt, _ action: @escaping @Sendable () -> Void) -> any Watch
}

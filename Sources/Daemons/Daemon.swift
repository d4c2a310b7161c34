/// Something that is run again and again, as its schedule says.
///
/// A run begins on the app's executor, and so do all runs of all daemons of the app: code that stays synchronous, or
/// awaits only what ``DaemonContext`` offers, needs no locks. Nothing may block the executor: what blocks goes through
/// ``DaemonContext/blocking(_:)``.
///
/// Task groups, `async let` and unstructured tasks leave the executor; so do async functions that a run calls in a module
/// without the setting `NonisolatedNonsendingByDefault`.
public protocol Daemon: AnyObject {
    /// Looks for work and does it.
    ///
    /// A run may be cancelled because its `RunTimeout` has passed or because the app stops; it should then return
    /// soon. A run that throws is logged, counts as failed, and is made again as the schedule says.
    /// - Returns: whether there was work, and optionally when the next run is due.
    func run(_ context: DaemonContext) async throws -> Outcome
}

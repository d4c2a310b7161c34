import Scheduling

/// The streaks of failures of an app's daemons: events in, and out what people should be told.
///
/// ```
///            failed: told                     failed
///   well ─────────────────▶ failing(count) ──────────▶ failing(count + 1)
///     ▲                          │
///     └──────────────────────────┘ worked, idle or done: told
/// ```
///
/// A run that the app's stop has cancelled is no failure. A daemon that is removed takes its streak with it, and nobody
/// is told; one that is paused and resumed keeps it until a run of it has gone well.
public struct FailureStreaks: Sendable {
    private struct Streak {
        var failures = 0
        var since: Instant
        var error: String
    }

    private var streaks: [String: Streak] = [:]
    private var isStopping = false
    /// The daemons whose runs in progress were cancelled, and whether the stop did it.
    private var cancelled: [String: Bool] = [:]

    /// No streaks.
    public init() {}

    /// Something has happened. To be told of every event, in order.
    /// - Returns: what people should be told; nil: nothing.
    public mutating func take(_ event: AppEvent) -> FailureNotice? {
        switch event.kind {
        case .finish(let daemon, let finish):
            return take(finish, of: daemon, at: event.at)
        case .added(let daemon, _), .removed(let daemon):
            streaks[daemon] = nil
        case .stopping:
            isStopping = true
        case .cancel(let daemon):
            cancelled[daemon] = cancelled[daemon] ?? isStopping
        default:
            break
        }
        return nil
    }

    private mutating func take(_ finish: AppEvent.Finish, of daemon: String, at now: Instant) -> FailureNotice? {
        let isCancelledByStop = cancelled.isEmpty ? false : cancelled.removeValue(forKey: daemon) ?? false
        guard finish.outcome == .failed else {
            guard !streaks.isEmpty, let streak = streaks.removeValue(forKey: daemon) else { return nil }
            return notice(.recovery, streak, finish, of: daemon, at: now)
        }
        // Without a next run it was removed during this one.
        guard !isCancelledByStop, finish.next != nil else { return nil }
        let error = finish.error ?? ""
        var streak = streaks[daemon] ?? Streak(since: now, error: error)
        streak.failures += 1
        streak.error = error
        streaks[daemon] = streak
        return streak.failures == 1 ? notice(.failure, streak, finish, of: daemon, at: now) : nil
    }

    private func notice(
        _ event: FailureNotice.Event, _ streak: Streak, _ finish: AppEvent.Finish, of daemon: String, at now: Instant
    ) -> FailureNotice {
        FailureNotice(
            event: event, daemon: daemon, run: finish.run, at: now, since: streak.since, failures: streak.failures,
            error: streak.error, output: finish.output, wait: finish.wait)
    }
}

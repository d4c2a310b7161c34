import CLinux
import EventLoopServices
import Glibc

/// A thread that notices when the loop does not come back, and ends an app that overstays its grace.
///
/// The loop says by when it will be back; while it keeps its word the thread sleeps in the kernel and nothing wakes
/// it. Both instants are those of CLOCK_MONOTONIC timers that the kernel keeps.
///
/// ```
///  loop ── expect(by:) ──▶ timer ──expires──▶ onLate       the loop is held
///       ── limit(by:) ───▶ timer ──expires──▶ onOverstay   the grace is over and the app is still there
/// ```
final class Watchdog: Sendable {
    /// How long the loop may be held before that is reported.
    static let patience: Int64 = 5_000_000_000

    private let timers = Timers()

    /// Starts the thread.
    /// - Parameters:
    ///   - onLate: what to do when the loop is not back; on the watchdog's thread, again after each further patience.
    ///   - onOverstay: what to do when the limit is passed; on the watchdog's thread, once.
    init(onLate: @escaping @Sendable () -> Void, onOverstay: @escaping @Sendable () -> Void) {
        let timers = timers
        DetachedThread.start(named: "daemonapp-watch") {
            Watchdog.watch(timers, onLate, onOverstay)
        }
    }

    /// The loop will be back so many nanoseconds from now at the latest; nil: whenever something happens.
    func expect(inNanoseconds delay: Int64?) {
        clinux_timer_set(timers.back, delay.map { max($0, 1) } ?? 0, Watchdog.patience)
    }

    /// The app will be over so many nanoseconds from now; nil: there is no limit.
    func limit(inNanoseconds delay: Int64?) {
        clinux_timer_set(timers.end, delay.map { max($0, 1) } ?? 0, 0)
    }

    /// Ends the thread.
    func close() {
        clinux_event_signal(timers.closing)
    }

    private static func watch(
        _ timers: Timers, _ onLate: @Sendable () -> Void, _ onOverstay: @Sendable () -> Void
    ) {
        var polls = [timers.back, timers.end, timers.closing].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            unsafe poll(&polls, nfds_t(polls.count), -1)
            if polls[2].revents != 0 { return }
            if polls[0].revents != 0, clinux_event_take(timers.back) > 0 { onLate() }
            if polls[1].revents != 0, clinux_event_take(timers.end) > 0 { onOverstay() }
        }
    }

    /// The descriptors that the thread polls. They stay open for as long as the thread or the watchdog is there, so
    /// that nobody sets a timer by a number that has become somebody else's.
    private final class Timers: Sendable {
        let back = clinux_timer()
        let end = clinux_timer()
        let closing = clinux_event()

        deinit {
            for descriptor in [back, end, closing] { Glibc.close(descriptor) }
        }
    }
}

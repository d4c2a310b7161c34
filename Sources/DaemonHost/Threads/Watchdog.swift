import CLinux
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

    private let back: CInt
    private let end: CInt
    private let closing: CInt

    /// Starts the thread.
    /// - Parameters:
    ///   - onLate: what to do when the loop is not back; on the watchdog's thread, again after each further patience.
    ///   - onOverstay: what to do when the limit is passed; on the watchdog's thread, once.
    init(onLate: @escaping @Sendable () -> Void, onOverstay: @escaping @Sendable () -> Void) {
        back = clinux_timer()
        end = clinux_timer()
        closing = clinux_event()
        let (back, end, closing) = (back, end, closing)
        _ = DetachedThread.start(named: "daemonapp-watch") {
            Watchdog.watch(back, end, closing, onLate, onOverstay)
        }
    }

    /// The loop will be back so many nanoseconds from now at the latest; nil: whenever something happens.
    func expect(inNanoseconds delay: Int64?) {
        clinux_timer_set(back, delay.map { max($0, 1) } ?? 0, Watchdog.patience)
    }

    /// The app will be over so many nanoseconds from now; nil: there is no limit.
    func limit(inNanoseconds delay: Int64?) {
        clinux_timer_set(end, delay.map { max($0, 1) } ?? 0, 0)
    }

    /// Ends the thread.
    func close() {
        clinux_event_signal(closing)
    }

    private static func watch(
        _ back: CInt, _ end: CInt, _ closing: CInt,
        _ onLate: @Sendable () -> Void, _ onOverstay: @Sendable () -> Void
    ) {
        var polls = [back, end, closing].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            unsafe poll(&polls, nfds_t(polls.count), -1)
            if polls[2].revents != 0 { break }
            if polls[0].revents != 0, clinux_event_take(back) > 0 { onLate() }
            if polls[1].revents != 0, clinux_event_take(end) > 0 { onOverstay() }
        }
        for descriptor in [back, end, closing] { Glibc.close(descriptor) }
    }
}

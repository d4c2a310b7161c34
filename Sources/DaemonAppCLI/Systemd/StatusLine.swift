import DaemonHost
import EventLog
import Glibc
import Scheduling

/// The line of `systemctl status` that says what an app does.
enum StatusLine {
    private static let day: Int64 = 86_400

    /// What the app does, or does next.
    /// - Parameter now: the time on the wall clock, in seconds since 1970.
    static func text(_ outlook: AppOutlook, at now: time_t) -> String {
        if outlook.runningCount > 0 {
            let more = outlook.runningCount - outlook.running.count
            let names = outlook.running.map(\.printable).joined(separator: ", ")
            return "running: \(names)\(more > 0 ? " and \(more) more" : "")"
        }
        guard let next = outlook.next else { return "nothing scheduled" }
        let name = next.daemon.printable
        guard next.wait > .zero else { return "next: \(name) now" }
        guard next.wait < .seconds(100 * 365 * day) else { return "next: \(name) never" }
        // To the second: a text that is looked at later need not be more exact.
        let seconds = max((next.wait.count + 500_000_000) / 1_000_000_000, 1)
        return "next: \(name) in \(Nanoseconds.seconds(seconds).text) (at \(clock(now + Int(seconds), from: now)))"
    }

    /// What the app does when it stops.
    static func text(_ reason: StopReason) -> String {
        "stopping: \(reason.explanation)"
    }

    /// A time as the machine's clock shows it, with the date if it is more than a day away.
    private static func clock(_ time: time_t, from now: time_t) -> String {
        var time = time
        var parts = unsafe tm()
        guard unsafe localtime_r(&time, &parts) != nil else { return "?" }
        var room = [CChar](repeating: 0, count: 64)
        let format = Int64(time - now) < day ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S"
        let length = unsafe strftime(&room, room.count, format, &parts)
        return String(decoding: room.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

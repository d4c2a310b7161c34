import DaemonHost
import EventLog
import Scheduling

/// What a running app does, as a table for people.
enum StatusTable {
    static func text(_ status: AppStatus, isColourful: Bool) -> String {
        let hasProgress = status.daemons.contains { $0.progress != nil }
        var table = TextTable(
            [
                .init(heading: "DAEMON"), .init(heading: "STATE"), .init(heading: "LAST RUN", isRight: true),
                .init(heading: "OUTCOME"), .init(heading: "NEXT", isRight: true),
                .init(heading: "INTERVAL", isRight: true),
                .init(heading: "RUNS", isRight: true), .init(heading: "FAILURES", isRight: true),
            ] + (hasProgress ? [.init(heading: "PROGRESS")] : []))
        for daemon in status.daemons {
            table.append(
                [
                    daemon.name, daemon.state.rawValue, daemon.last.map { "\(length($0.ago)) ago" } ?? "-",
                    daemon.last?.outcome ?? "-", next(daemon), length(daemon.interval), "\(daemon.counters.runs)",
                    failures(daemon),
                ] + (hasProgress ? [progress(daemon)] : []))
        }
        let stopping = status.stopping.map { ", stopping: \($0)" } ?? ""
        let heading = "\(status.app): process \(status.pid), up \(length(status.uptime))\(stopping)"
        return heading.printable + "\n" + table.text(isColourful: isColourful)
    }

    private static func next(_ daemon: DaemonReport) -> String {
        if let time = daemon.runningFor { return "running \(length(time))" }
        guard daemon.state != .paused else { return "-" }
        guard let time = daemon.nextIn else { return "never" }
        return time > 0 ? "in \(length(time))" : "now"
    }

    private static func progress(_ daemon: DaemonReport) -> String {
        guard let progress = daemon.progress else { return "-" }
        return progress.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    private static func failures(_ daemon: DaemonReport) -> String {
        daemon.failures > 0 ? "\(daemon.counters.failed) (\(daemon.failures) in a row)" : "\(daemon.counters.failed)"
    }

    /// A length of time in seconds, to a tenth below a minute.
    private static func length(_ seconds: Double) -> String {
        guard seconds < 9e9 else { return "never" }
        let rounded = seconds < 60 ? (seconds * 10).rounded() / 10 : seconds.rounded()
        return Nanoseconds(Int64((rounded * 1e9).rounded())).text
    }
}

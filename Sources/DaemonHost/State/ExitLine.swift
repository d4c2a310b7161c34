import FoundationEssentials
public import Scheduling

/// What an app says at its end: why it stopped, and when it should be started again.
public struct ExitLine: Sendable {
    private let app: String
    private let record: ExitRecord
    private let clock: WallClock

    /// The end of an app.
    public init(app: String, record: ExitRecord, clock: WallClock) {
        self.app = app
        self.record = record
        self.clock = clock
    }

    /// The end of an app that is cut off now, because something holds its loop. What runs is due again.
    init(app: String, _ overstay: Sentinel.Overstay, date: Date) {
        // Any instant will do for now: the schedule's own is on the loop's side.
        self.init(
            app: app,
            record: ExitRecord(reason: overstay.reason, stopped: .start, next: overstay.isRunning ? .start : nil),
            clock: WallClock(now: .start, date: date))
    }

    /// A line for people.
    public var human: String {
        let stopped = "\(app) stopped: \(record.reason.rawValue)"
        guard let next = record.next, let time = clock.text(next) else { return stopped + "; nothing is due" }
        return "\(stopped); next due \(time) (in \((next - record.stopped).text))"
    }

    /// A JSON object; instants are RFC 3339 in UTC, and `next` is null where nothing is due.
    public var json: String {
        var line = #"{"app":"#
        line.append(jsonString: app)
        line += #","reason":"\#(record.reason.rawValue)","stopped":"#
        line.append(jsonString: clock.text(record.stopped) ?? "")
        line += #","next":"#
        if let next = record.next.flatMap({ clock.text($0) }) {
            line.append(jsonString: next)
        } else {
            line += "null"
        }
        return line + "}"
    }
}

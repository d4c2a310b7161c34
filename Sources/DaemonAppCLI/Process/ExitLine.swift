import DaemonHost
import Scheduling

/// The last line of an app: why it stopped, and when it should be started again.
struct ExitLine {
    let app: String
    let record: ExitRecord
    let clock: WallClock

    func text(_ format: LogFormat) -> String {
        format == .json ? json : human
    }

    private var human: String {
        let stopped = "\(app) stopped: \(record.reason.rawValue)"
        guard let next = record.next, let time = clock.text(next) else { return stopped + "; nothing is due" }
        return "\(stopped); next due \(time) (in \((next - record.stopped).text))"
    }

    private var json: String {
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

import DaemonHost
import EventLog
import FoundationEssentials
import Logging
import Scheduling

/// A record of the log as a line, in each of the formats. Control characters are escaped in all of them.
enum LogLine {
    /// The record in a format, without the end of the line.
    static func text(
        _ format: LogFormat, _ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, _ colour: Bool
    ) -> String {
        switch format {
        case .human: human(level, message, metadata, colour)
        case .journal: journal(level, message, metadata)
        case .json: json(level, message, metadata)
        }
    }

    /// `12:30:45.123Z warning  session-cleanup: message`
    static func human(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, _ colour: Bool) -> String {
        let time = Date().formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true).time(includingFractionalSeconds: true))
        let name = level.rawValue
        let padded = name + String(repeating: " ", count: max(0, 8 - name.count))
        let shownLevel = colour ? "\u{1B}[\(level.colour)m\(padded)\u{1B}[0m" : padded
        return "\(time)Z \(shownLevel) \(body(message, metadata))"
    }

    /// `<4>session-cleanup: message`, with the priority as systemd reads it (sd-daemon(3)).
    static func journal(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) -> String {
        "<\(level.priority)>\(body(message, metadata))"
    }

    /// One object: time, level, daemon, message, then what else is known.
    static func json(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) -> String {
        var line = #"{"time":""#
        line += Date().rfc3339
        line += #"","level":"\#(level.rawValue)""#
        if let daemon = metadata[LogKey.daemon] {
            line += #","daemon":"#
            line.append(jsonString: "\(daemon)")
        }
        line += #","message":"#
        line.append(jsonString: message)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where key != LogKey.daemon {
            line += ","
            line.append(jsonString: key)
            line += ":"
            line.append(json: value)
        }
        return line + "}"
    }

    private static func body(_ message: String, _ metadata: Logger.Metadata) -> String {
        (metadata[LogKey.daemon].map { "\($0): \(message)" } ?? message).printable
    }
}

extension String {
    /// Appends a value of the metadata: numbers and lists as such, all else as a text.
    fileprivate mutating func append(json value: Logger.MetadataValue) {
        switch value {
        case .stringConvertible(let number as LogNumber):
            self += number.description
        case .stringConvertible(let number as Int):
            self += "\(number)"
        case .array(let values):
            self += "["
            for (place, value) in values.enumerated() {
                if place > 0 { self += "," }
                append(json: value)
            }
            self += "]"
        default:
            append(jsonString: "\(value)")
        }
    }
}

extension Logger.Level {
    /// The colour in the numbers of ECMA-48.
    fileprivate var colour: Int {
        switch self {
        case .trace, .debug: 90
        case .info, .notice: 32
        case .warning: 33
        case .error, .critical: 31
        }
    }
}

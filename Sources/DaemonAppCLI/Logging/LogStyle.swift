import DaemonHost
import EventLog
import Logging

/// How a record becomes the bytes that an output gets.
struct LogStyle: Sendable {
    /// How a record becomes a text.
    enum Text: Sendable {
        case line(LogFormat, isColourful: Bool)
        case format(RecordFormat)
    }

    let text: Text
    /// The number of the facility if the output is a syslog; else records are lines.
    let facility: Int?

    /// The style of a handler.
    /// - Parameter asked: the format that the command line asks for.
    init(_ handler: LogHandlerConfiguration, asked: LogFormat?) {
        if asked == .json, !handler.hasOwnFormat {
            text = .line(.json, isColourful: false)
        } else {
            text = .format(handler.format)
        }
        if case .syslog(_, let facility) = handler.destination {
            self.facility = facility
        } else {
            facility = nil
        }
    }

    /// The style of the standard error stream where the configuration says nothing.
    init(standardError format: LogFormat) {
        text = .line(format, isColourful: format == .human && StandardStreams.isColourful(2))
        facility = nil
    }

    var showsThreadName: Bool {
        if case .format(let format) = text { format.showsThreadName } else { false }
    }

    /// A record with the end of its line or, for a syslog, with its priority and the end of the message.
    func bytes(_ record: LogRecord) -> [UInt8] {
        let line =
            switch text {
            case .line(let format, let isColourful):
                LogLine.text(format, record.level, record.message, record.metadata, isColourful)
            case .format(let format): format.text(of: record)
            }
        guard let facility else { return Array((line + "\n").utf8) }
        return Array("<\(facility << 3 | record.level.priority)>\(line)\0".utf8)
    }
}

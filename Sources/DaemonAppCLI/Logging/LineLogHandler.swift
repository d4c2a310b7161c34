import DaemonHost
import FoundationEssentials
import Logging

/// Writes each record of the log as a line.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let format: LogFormat
    private let writer: LogWriter
    private let isColourful: Bool

    init(format: LogFormat, writer: LogWriter, level: Logger.Level) {
        self.format = format
        self.writer = writer
        logLevel = level
        isColourful = format == .human && StandardStreams.isColourful(2)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        writer.write(LogLine.bytes(format, event.level, "\(event.message)", all, isColourful))
    }
}

import CLinux
import DaemonHost
import EventLog
import Glibc
import Logging
import Synchronization
import SystemPackage

/// Where the log of the process goes, as its configuration and its command line have it.
final class LogOutputs: Sendable {
    /// What the command line says about the log.
    struct Options: Sendable {
        /// How lines are written; nil: as the standard error stream wants it.
        var format: LogFormat?
        /// The level of the event log; nil: that of the configuration, or info.
        var level: Logger.Level?
    }

    private let app: String
    private let options: Options
    private let process: LogProcess
    private let current: Mutex<Outputs>

    /// The outputs of a configuration: its handlers, and what follows from the options.
    private final class Outputs: Sendable {
        let configuration: LogConfiguration
        let threshold: Int
        /// The threshold of the event log as a level.
        let level: Logger.Level
        let eventLog: Range<Int>
        let outputs: [Output]

        init(_ configuration: LogConfiguration, threshold: Int, eventLog: Range<Int>, outputs: [Output]) {
            self.configuration = configuration
            self.threshold = threshold
            level = Logger.Level(atLeast: threshold)
            self.eventLog = eventLog
            self.outputs = outputs
        }

        func threshold(of name: String) -> Int {
            configuration.threshold(of: name, eventLog: threshold)
        }
    }

    private struct Output: Sendable {
        let destination: LogDestination
        let level: Int
        let style: LogStyle
        let writer: LogWriter
    }

    /// Opens what a configuration names.
    /// - Throws: ``LogFileError`` if a file cannot be opened.
    init(_ configuration: LogConfiguration, app: String, options: Options) throws(LogFileError) {
        self.app = app
        self.options = options
        var process = LogProcess()
        process.number = Int(getpid())
        process.name = app
        process.start = LogOutputs.now
        self.process = process
        current = Mutex(try LogOutputs.open(configuration, app, options, replacing: []))
    }

    /// Goes on with another configuration, for all records from now on. What both of them name stays open.
    /// - Throws: ``LogFileError`` if a file cannot be opened; then nothing has changed.
    func apply(_ configuration: LogConfiguration) throws(LogFileError) {
        let old = current.withLock { $0 }
        let new = try LogOutputs.open(configuration, app, options, replacing: old.outputs)
        current.withLock { $0 = new }
    }

    /// Opens all files anew, each when the records so far are written.
    func reopen() {
        for output in current.withLock({ $0 }).outputs { output.writer.reopen() }
    }

    /// Waits until everything is written; gives up on an output that has taken nothing for that long.
    func flush(milliseconds: Int32) {
        for output in current.withLock({ $0 }).outputs { output.writer.flush(milliseconds: milliseconds) }
    }

    // MARK: Records

    /// The level from which on records are taken.
    /// - Parameter daemon: whose; nil for the app's own. It is asked for only if it matters: this is asked twice a run.
    func level(of daemon: @autoclosure () -> String?) -> Logger.Level {
        let outputs = current.withLock { $0 }
        guard outputs.configuration.hasLoggers else { return outputs.level }
        return Logger.Level(atLeast: outputs.threshold(of: daemon() ?? app))
    }

    /// Hands a record to the outputs that are to have it.
    /// - Parameters:
    ///   - metadata: that of the record and of its logger.
    ///   - hasOwnLevel: whether a level of the logger's own has let it pass, which the others' do not matter to.
    func write(_ event: LogEvent, _ metadata: Logger.Metadata, hasOwnLevel: Bool) {
        let outputs = current.withLock { $0 }
        let name = metadata[LogKey.daemon].map { "\($0)" } ?? app
        guard hasOwnLevel || event.level.number >= outputs.threshold(of: name) else { return }
        let route = outputs.configuration.route(of: name, eventLog: outputs.eventLog)
            .map { outputs.outputs[$0] }.filter { event.level.number >= $0.level }
        guard !route.isEmpty else { return }
        var record = LogRecord(time: LogOutputs.now, level: event.level, name: name, message: "\(event.message)")
        record.metadata = metadata
        record.process = process
        record.place.file = event.file
        record.place.function = event.function
        record.place.line = Int(clamping: event.line)
        record.place.module = event.source
        record.thread.number = Int(clinux_thread_id())
        if route.contains(where: \.style.showsThreadName) { record.thread.name = LogOutputs.threadName }
        for output in route { output.writer.write(output.style.bytes(record)) }
    }

    private static var now: LogTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return LogTime(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }

    private static var threadName: String {
        var name = [CChar](repeating: 0, count: 16)
        unsafe pthread_getname_np(pthread_self(), &name, name.count)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    // MARK: Opening

    private static func open(
        _ configuration: LogConfiguration, _ app: String, _ options: Options, replacing old: [Output]
    ) throws(LogFileError) -> Outputs {
        var writers = Dictionary(old.map { ($0.destination, $0.writer) }) { first, _ in first }
        func output(_ destination: LogDestination, _ level: Int, _ style: LogStyle) throws(LogFileError) -> Output {
            let writer: LogWriter
            if let present = writers[destination] {
                writer = present
            } else {
                writer = try self.writer(destination, app, style)
            }
            writers[destination] = writer
            return Output(destination: destination, level: level, style: style, writer: writer)
        }
        var outputs: [Output] = []
        for handler in configuration.handlers {
            let style = LogStyle(handler, asked: options.format)
            outputs.append(try output(handler.destination, handler.level, style))
        }
        var eventLog = configuration.eventLog
        if eventLog.isEmpty {
            eventLog = outputs.count..<(outputs.count + 1)
            let style = LogStyle(standardError: options.format ?? LogFormat.automatic)
            outputs.append(try output(.standardError, 0, style))
        }
        let threshold = options.level?.number ?? configuration.level ?? Logger.Level.info.number
        return Outputs(configuration, threshold: threshold, eventLog: eventLog, outputs: outputs)
    }

    private static func writer(
        _ destination: LogDestination, _ app: String, _ style: LogStyle
    ) throws(LogFileError) -> LogWriter {
        let note: LogWriter.Note = { message in
            style.bytes(LogRecord(time: now, level: .warning, name: app, message: message))
        }
        switch destination {
        case .standardOutput: return LogWriter(StreamSink(STDOUT_FILENO), note: note)
        case .standardError: return LogWriter(StreamSink(STDERR_FILENO), note: note)
        case .syslog(let address, _): return LogWriter(SyslogSink(address), note: note)
        case .file(let file):
            do {
                return LogWriter(try FileSink(file, note: note), note: note)
            } catch {
                throw LogFileError(path: file.path, cause: error)
            }
        }
    }
}

/// A log file that cannot be opened.
struct LogFileError: Error, CustomStringConvertible {
    let path: String
    let cause: Errno

    var description: String { "the log file \(path) cannot be opened: \(cause)" }
}

public import ZConfig

/// Where the records of an app go: the event log, which gets all of them, and loggers for some.
public struct LogConfiguration: Sendable {
    /// The level of the event log: records below it are dropped, 0 drops none; nil if the file does not say it.
    public var level: Int?
    /// Every place to which records go.
    public private(set) var handlers: [LogHandlerConfiguration] = []
    /// Which of them are the event log's; none: the program's own stream.
    public private(set) var eventLog: Range<Int> = 0..<0
    /// The other loggers, those with the longest names first.
    private(set) var loggers: [NamedLogger] = []

    /// An event log that goes to the program's own stream.
    public init() {}

    /// A logger for the records of a daemon and of those below it.
    struct NamedLogger: Sendable {
        let name: LoggerName
        /// Where the file says the name.
        let place: NamePlace
        /// Records below it are dropped; 0 leaves that to the logger above.
        let level: Int
        /// Which of the handlers are its own.
        let handlers: Range<Int>
        /// Whether the logger above gets the records, too.
        let propagates: Bool
    }

    /// Sets what the event log does.
    mutating func setEventLog(level: Int, handlers: [LogHandlerConfiguration]) {
        self.level = level
        eventLog = add(handlers)
    }

    /// The name of a logger as it is written, and where.
    public struct NamePlace: Sendable {
        public let text: String
        public let position: SourcePosition
    }

    /// Adds a logger.
    mutating func addLogger(
        _ place: NamePlace, level: Int, handlers: [LogHandlerConfiguration], propagates: Bool
    ) {
        loggers.append(
            NamedLogger(
                name: LoggerName(place.text), place: place, level: level, handlers: add(handlers),
                propagates: propagates))
        loggers.sort { $0.name.length > $1.name.length }
    }

    private mutating func add(_ handlers: [LogHandlerConfiguration]) -> Range<Int> {
        let start = self.handlers.count
        self.handlers += handlers
        return start..<self.handlers.count
    }

    /// The loggers that get no records.
    /// - Parameters:
    ///   - names: those of which there are records.
    ///   - parents: those below which there may be others of which there are records.
    public func idleLoggers(names: [String], parents: [String]) -> [NamePlace] {
        loggers.filter { logger in
            !names.contains(where: logger.name.covers)
                && !parents.contains { LoggerName($0).covers(logger.place.text.lowercased()) }
        }.map(\.place)
    }

    // MARK: The way of a record

    /// Whether names matter: without loggers all records go to the event log.
    public var hasLoggers: Bool { !loggers.isEmpty }

    /// The level from which on records of a name are taken.
    /// - Parameter eventLog: the level of the event log.
    public func threshold(of name: String, eventLog: Int) -> Int {
        loggers.first { $0.level != 0 && $0.name.covers(name) }?.level ?? eventLog
    }

    /// The numbers of the handlers that get the records of a name.
    /// - Parameter eventLog: the numbers of those of the event log.
    public func route(of name: String, eventLog: Range<Int>) -> [Int] {
        var numbers: [Int] = []
        for logger in loggers where logger.name.covers(name) {
            numbers += logger.handlers
            if !logger.propagates { return numbers }
        }
        return numbers + eventLog
    }
}

/// The name of a logger: that of a daemon, or the first part of the paths of several.
struct LoggerName: Sendable, Hashable {
    /// In lower case, the parts with `/` between them.
    private let path: [UInt8]

    init(_ text: String) {
        path = text.lowercased().utf8.map(LoggerName.plain)
    }

    var length: Int { path.count }

    /// Whether records of a name are the logger's: the name is the logger's own, or goes on with `/` or `.`.
    func covers(_ name: String) -> Bool {
        var name = name.utf8.makeIterator()
        for byte in path {
            guard let next = name.next(), LoggerName.plain(next) == byte else { return false }
        }
        guard let next = name.next() else { return true }
        return LoggerName.plain(next) == UInt8(ascii: "/")
    }

    private static func plain(_ byte: UInt8) -> UInt8 {
        byte == UInt8(ascii: ".") ? UInt8(ascii: "/") : byte
    }
}

/// A place to which records go, and in which form.
public struct LogHandlerConfiguration: Sendable {
    /// Where to.
    public let destination: LogDestination
    /// Records below it are dropped; 0 drops none.
    public let level: Int
    /// The form of a record.
    public let format: RecordFormat
    /// Whether the file says the form; else it is the default of the section's type.
    public let hasOwnFormat: Bool
    /// Where the file says where to.
    public let position: SourcePosition
}

/// Where records go.
public enum LogDestination: Sendable, Hashable {
    case standardOutput
    case standardError
    case file(LogFile)
    /// A syslog, by its address and the number of the facility.
    case syslog(SocketAddress, facility: Int)
}

/// A file to which records are appended.
public struct LogFile: Sendable, Hashable {
    public let path: String
    /// When it is put aside and a new one is begun; nil: never.
    public let rotation: LogRotation?
    /// How many old files are kept; 0 where none is put aside.
    public let oldFiles: Int
    /// Whether it is opened only for the first record.
    public let isDelayed: Bool
}

/// When a file is put aside.
public enum LogRotation: Sendable, Hashable {
    /// Before it would have so many bytes.
    case size(Int)
    /// At certain times.
    case time(TimedRotation)
}

public import Logging

/// A record of the log, with all that a format may show of it.
public struct LogRecord: Sendable {
    public var time: LogTime
    public var level: Logger.Level
    /// The daemon's name, or the app's.
    public var name: String
    public var message: String
    /// What else is known, by its key.
    public var metadata: Logger.Metadata = [:]
    public var place = SourcePlace()
    public var process = LogProcess()
    /// The number of the thread that made the record, and its name.
    public var thread = LogThread()

    /// A record.
    public init(time: LogTime, level: Logger.Level, name: String, message: String) {
        self.time = time
        self.level = level
        self.name = name
        self.message = message
    }
}

/// A time of the system's clock.
public struct LogTime: Sendable, Hashable {
    /// Since 1970, in UTC.
    public var seconds: Int
    public var nanoseconds: Int

    /// A time.
    public init(seconds: Int, nanoseconds: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Seconds since 1970.
    var sinceEpoch: Double { Double(seconds) + Double(nanoseconds) / 1e9 }
    /// The milliseconds of the second.
    var milliseconds: Int { nanoseconds / 1_000_000 }

    /// The milliseconds from another time to this one.
    func milliseconds(since start: LogTime) -> Double {
        Double(seconds - start.seconds) * 1000 + Double(nanoseconds - start.nanoseconds) / 1e6
    }
}

/// Where in the source a record was made.
public struct SourcePlace: Sendable {
    public var file = ""
    public var function = ""
    public var line = 0
    public var module = ""

    /// No place.
    public init() {}
}

/// The process that makes records.
public struct LogProcess: Sendable {
    public var number = 0
    public var name = ""
    public var start = LogTime(seconds: 0)

    /// No process.
    public init() {}
}

/// The thread that makes a record.
public struct LogThread: Sendable {
    public var number = 0
    public var name = ""

    /// No thread.
    public init() {}
}

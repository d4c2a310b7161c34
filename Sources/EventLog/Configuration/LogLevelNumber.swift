public import Logging

extension Logger.Level {
    /// The level's number, as Python's logging counts; between them `notice` is 25 and `trace` is 5.
    public var number: Int {
        switch self {
        case .trace: 5
        case .debug: 10
        case .info: 20
        case .notice: 25
        case .warning: 30
        case .error: 40
        case .critical: 50
        }
    }

    /// The level's name, as Python's logging writes it.
    var upperCaseName: String {
        switch self {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info: "INFO"
        case .notice: "NOTICE"
        case .warning: "WARNING"
        case .error: "ERROR"
        case .critical: "CRITICAL"
        }
    }

    /// The lowest level whose records pass a threshold.
    /// - Parameter threshold: 0 to 50.
    public init(atLeast threshold: Int) {
        self = Logger.Level.allCases.first { $0.number >= threshold } ?? .critical
    }

    /// The priority of syslog(3).
    public var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

import Scheduling

/// The metadata keys of the app's log records.
public enum LogKey {
    public static let app = "app"
    public static let daemon = "daemon"
    public static let event = "event"
    static let at = "at"
    static let changed = "changed"
    static let due = "due"
    static let errors = "errors"
    static let next = "next"
    static let outcome = "outcome"
    static let reason = "reason"
    static let result = "result"
    static let run = "run"
    static let started = "started"
    static let stopped = "stopped"
    static let units = "units"
    static let wait = "wait"
}

/// A metadata value that is a number or null where the log is JSON.
public struct LogNumber: Sendable, CustomStringConvertible {
    /// The number as JSON has it.
    public let description: String

    /// A whole number.
    init(_ number: Int) {
        description = String(number)
    }

    /// A length of time in seconds; null if there is none.
    init(seconds length: Nanoseconds?) {
        var text = ""
        text.append(seconds: length)
        description = text
    }
}

import Glibc

/// What a service manager asks of a service: where to tell it how it is, and how often that it lives.
struct ServiceEnvironment: Sendable, Hashable {
    /// The address of the manager's socket.
    var socket: String
    /// The longest time between two signs of life, in nanoseconds; nil: none are wanted.
    var watchdog: Int64?

    private static let names = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]

    /// Reads the variables of sd_notify(3) and sd_watchdog_enabled(3).
    /// - Parameters:
    ///   - process: the number of the process.
    ///   - value: the value of a variable.
    /// - Returns: nil if there is no manager.
    init?(process: pid_t, _ value: (String) -> String?) {
        guard let socket = value("NOTIFY_SOCKET"), !socket.isEmpty else { return nil }
        self.socket = socket
        let isMeant = value("WATCHDOG_PID").map { $0 == "\(process)" } ?? true
        if isMeant, let time = value("WATCHDOG_USEC").flatMap({ Int64($0) }), time > 0 {
            watchdog = time.multipliedReportingOverflow(by: 1000).overflow ? nil : time * 1000
        }
    }

    /// Takes the variables out of the environment of the process, so that no program which it starts speaks in its name.
    ///
    /// To be called while there is no other thread.
    static func take() -> ServiceEnvironment? {
        let environment = ServiceEnvironment(process: getpid(), ProcessEnvironment.value)
        for name in names { unsafe unsetenv(name) }
        return environment
    }
}

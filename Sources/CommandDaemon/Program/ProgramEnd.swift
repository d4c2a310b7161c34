/// How a program ended.
enum ProgramEnd: Sendable, Hashable {
    /// It exited with a status.
    case exited(status: Int)
    /// A signal ended it.
    case killed(signal: Int)
}

extension ProgramEnd: CustomStringConvertible {
    var description: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .killed(let signal): "ended by signal \(signal)\(SignalName[signal].map { " (\($0))" } ?? "")"
        }
    }
}

/// The names of the signals of Linux, `signal(7)`.
enum SignalName {
    private static let names = [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1",
        "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP",
        "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR",
        "SIGSYS",
    ]

    /// The name of a signal; nil for real-time signals and for what is none.
    static subscript(signal: Int) -> String? {
        names.indices.contains(signal - 1) ? names[signal - 1] : nil
    }
}

public import Scheduling

/// What an app does now and does next, in short.
public struct AppOutlook: Sendable, Hashable {
    /// The daemons that run, the first few of many.
    public var running: [String]
    /// How many run.
    public var runningCount: Int
    /// What is due next of what does not run and is not paused; nil: nothing.
    public var next: Next?

    /// A daemon that is due.
    public struct Next: Sendable, Hashable {
        /// Its path.
        public var daemon: String
        /// The time until it is due; zero if it is due already.
        public var wait: Nanoseconds

        /// A daemon that is due after so long.
        public init(daemon: String, wait: Nanoseconds) {
            self.daemon = daemon
            self.wait = wait
        }
    }

    /// An outlook.
    public init(running: [String] = [], runningCount: Int = 0, next: Next? = nil) {
        self.running = running
        self.runningCount = runningCount
        self.next = next
    }

    static let mostNames = 5
}

extension DaemonApp {
    /// What the app does now and does next.
    public func outlook() -> AppOutlook {
        let now = now
        var outlook = AppOutlook()
        var first: (daemon: HostedDaemon, due: Instant)?
        for daemon in hosted.lazy.compactMap(\.self) {
            guard let snapshot = scheduler.snapshot(of: daemon.id) else { continue }
            if snapshot.flags.contains(.running) {
                outlook.runningCount += 1
                if outlook.running.count < AppOutlook.mostNames { outlook.running.append(daemon.name) }
            } else if snapshot.flags.isDisjoint(with: [.pausedByOperator, .pausedByFailures]),
                snapshot.instant < first?.due ?? .never
            {
                first = (daemon, snapshot.instant)
            }
        }
        outlook.next = first.map { .init(daemon: $0.daemon.name, wait: max($0.due - now, .zero)) }
        return outlook
    }
}

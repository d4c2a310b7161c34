import Daemons
import EventLog
import Glibc
import Scheduling
public import SystemPackage
import ZConfig

/// Finds what is allowed in a configuration and will hardly do what is meant, before it runs.
public struct ConfigurationReview {
    let app: AppConfiguration
    private let stateDirectory: FilePath?
    private var warnings: [ConfigurationWarning] = []

    /// Everything that is worth a warning, in the order of the file. Looks at what the configuration names, which may
    /// block, and changes nothing.
    /// - Parameter stateDirectory: where the app would keep its state; nil: nowhere.
    public static func warnings(for app: AppConfiguration, stateDirectory: FilePath?) -> [ConfigurationWarning] {
        var review = ConfigurationReview(app: app, stateDirectory: stateDirectory)
        review.reviewDirectories()
        review.reviewLifetime()
        review.reviewNames()
        review.reviewLoggers()
        review.reviewLogFiles()
        for daemon in app.daemons {
            review.reviewRequirements(daemon)
            review.reviewFloor(daemon)
            // An interval, and a first run, outlive an app that keeps its state.
            if stateDirectory == nil { review.reviewIntervals(daemon) }
        }
        return review.warnings.sorted { $0.position.order < $1.position.order }
    }

    private init(app: AppConfiguration, stateDirectory: FilePath?) {
        self.app = app
        self.stateDirectory = stateDirectory
    }

    private mutating func warn(_ section: WrittenSection, _ key: String?, _ message: String) {
        warn(at: key.map { section.position(of: $0) } ?? section.position, key, message)
    }

    mutating func warn(at position: SourcePosition, _ key: String?, _ message: String) {
        warnings.append(ConfigurationWarning(position: position, key: key, message: message))
    }

    // MARK: The app

    private mutating func reviewDirectories() {
        if let stateDirectory, app.stateDirectory != nil {
            // It is made if the one above it is there.
            if let problem = Requirement.problem(withWritingIn: stateDirectory),
                access(stateDirectory) || Requirement.problem(withWritingIn: stateDirectory.parent) != nil
            {
                warn(app.written, "StateDirectory", "StateDirectory \(problem)")
            }
        }
        if let socket = app.controlSocket,
            let problem = Requirement.problem(withWritingIn: FilePath(socket).parent)
        {
            warn(app.written, "ControlSocket", "ControlSocket \(socket) cannot be made: \(problem)")
        }
    }

    /// Whether there is something of that name.
    func access(_ path: FilePath) -> Bool {
        unsafe path.withPlatformString { unsafe Glibc.access($0, F_OK) == 0 }
    }

    private mutating func reviewLifetime() {
        guard let deadline = app.parameters.shutdownAfter, app.parameters.stayAliveFor > deadline else { return }
        warn(
            app.written, "StayAliveFor",
            "StayAliveFor (\(app.parameters.stayAliveFor.text)) is longer than the app lives: ShutdownAfter is "
                + deadline.text)
    }

    private mutating func reviewNames() {
        let seeds = app.daemons.filter { !$0.templates.isEmpty }
        for daemon in app.daemons {
            guard let seed = seeds.first(where: { daemon.name.hasPrefix($0.name + "/") }) else { continue }
            warn(
                daemon.written, nil,
                "the name '\(daemon.name)' clashes with those of the daemons of '\(seed.name)', if one of them is "
                    + "called '\(daemon.name.dropFirst(seed.name.count + 1))'")
        }
    }

    // MARK: A daemon

    private mutating func reviewRequirements(_ daemon: WantedDaemon) {
        let title = "<\(title(daemon))>"
        reviewRequirements(daemon.requirements, daemon.schedule, in: daemon.written, title)
        for template in daemon.templates {
            reviewRequirements(
                template.requirements, template.schedule, in: template.written, "<\(template.title)> of \(title)")
        }
    }

    private mutating func reviewRequirements(
        _ requirements: [Requirement], _ schedule: DaemonSchedule, in section: WrittenSection, _ title: String
    ) {
        for requirement in requirements {
            guard let problem = requirement.problem else { continue }
            warn(section, requirement.key, "\(requirement.key) in \(title): \(problem)")
        }
        if let lock = schedule.lockFile, let problem = Requirement.problem(withWritingIn: FilePath(lock).parent) {
            warn(section, "LockFile", "LockFile in \(title): \(problem)")
        }
    }

    /// A kind of daemon that may take long, on a floor that others wait for.
    private mutating func reviewFloor(_ daemon: WantedDaemon) {
        let parameters = daemon.schedule.parameters
        guard daemon.mayTakeLong, parameters.floor == .shared else { return }
        let slowOnes = app.daemons.filter { $0.mayTakeLong && $0.schedule.parameters.floor == .shared }.count
        let others = app.daemons.filter { $0.name != daemon.name && $0.schedule.parameters.floor == .shared }
        guard slowOnes >= app.parameters.concurrency,
            let hurried = others.min(by: { $0.schedule.parameters.runEvery < $1.schedule.parameters.runEvery }),
            parameters.runTimeout.map({ $0 > hurried.schedule.parameters.runEvery }) ?? true
        else { return }
        let length = parameters.runTimeout.map { "as long as \($0.text) (RunTimeout)" } ?? "any time (no RunTimeout)"
        warn(
            daemon.written, "Floor",
            """
            runs of '\(daemon.name)' may take \(length) on a shared floor, and '\(hurried.name)', which is to run every \
            \(hurried.schedule.parameters.runEvery.text), has to wait for them; consider 'Floor own' or a higher Concurrency
            """)
    }

    private mutating func reviewIntervals(_ daemon: WantedDaemon) {
        guard let deadline = app.parameters.shutdownAfter, deadline > .zero else { return }
        let parameters = daemon.schedule.parameters
        if parameters.startAfter >= deadline {
            return warn(
                daemon.written, "StartAfter",
                "'\(daemon.name)' never runs: StartAfter (\(parameters.startAfter.text)) is not before ShutdownAfter "
                    + "(\(deadline.text))")
        }
        if parameters.startAfter + min(parameters.minimumIdle, parameters.runEvery) >= deadline {
            return warn(
                daemon.written, "RunEvery",
                "'\(daemon.name)' runs only once: RunEvery (\(parameters.runEvery.text)) does not end before "
                    + "ShutdownAfter (\(deadline.text)); with a StateDirectory the schedule would go on at the next start"
            )
        }
        if daemon.written.texts(of: "MaximumIdle") != nil, let reached = parameters.timeToMaximumIdle(within: deadline),
            reached >= deadline
        {
            warn(
                daemon.written, "MaximumIdle",
                "MaximumIdle (\(parameters.maximumIdle.text)) of '\(daemon.name)' is never reached before ShutdownAfter "
                    + "(\(deadline.text))")
        }
    }

    private func title(_ daemon: WantedDaemon) -> String { "\(daemon.type) \(daemon.name)" }
}

extension FilePath {
    /// The directory in which the last component is.
    var parent: FilePath {
        let parent = removingLastComponent()
        return parent.isEmpty ? "." : parent
    }
}

extension DaemonParameters {
    /// When, if no run ever finds work, the wait of MaximumIdle begins; nil if the interval does not grow at all.
    fileprivate func timeToMaximumIdle(within limit: Nanoseconds) -> Nanoseconds? {
        guard maximumIdle > runEvery, increaseIdleBy > .zero || multiplyIdleBy != .one else { return nil }
        var time = startAfter
        var interval = runEvery
        while time < limit {
            let next = lengthened(interval)
            if next >= maximumIdle || next == interval { return next >= maximumIdle ? time : limit }
            interval = next
            time = time + interval
        }
        return time
    }
}

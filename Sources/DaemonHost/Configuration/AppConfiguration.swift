public import Daemons
public import EventLog
public import Scheduling

/// An app as its configuration wants it: its name, its parameters, and the daemons it hosts.
public struct AppConfiguration: Sendable {
    /// The app's name in lower case.
    public var name: String
    /// How long the app lives and how many runs it has at once.
    public var parameters: AppParameters
    /// A timer is armed so much later than the first daemon is due, so that runs close together share a wake-up.
    public var timerSlack: Nanoseconds
    /// The path of the control socket; nil: the default for the app's name.
    public var controlSocket: String?
    /// The daemons in the order of the file.
    public var daemons: [WantedDaemon]
    /// Where the log goes. The app itself logs to what it is given; this is for whoever makes that.
    public var log = LogConfiguration()

    /// A configuration with the defaults of the keys.
    public init(
        name: String = AppConfiguration.defaultName,
        parameters: AppParameters = AppParameters(),
        timerSlack: Nanoseconds = .milliseconds(10),
        controlSocket: String? = nil,
        daemons: [WantedDaemon] = []
    ) {
        self.name = name
        self.parameters = parameters
        self.timerSlack = timerSlack
        self.controlSocket = controlSocket
        self.daemons = daemons
    }

    /// What an app without a name is called.
    public static let defaultName = "daemonapp"
}

/// A daemon that is wanted: its name, its schedule, and how it is made.
public struct WantedDaemon: Sendable {
    /// The daemon's name in lower case, a path where it stands in a seed.
    public var name: String
    /// The kind of daemon, as the section type is called.
    public var type: String
    /// How it is scheduled.
    public var schedule: DaemonSchedule
    /// Makes the daemon.
    public var make: DaemonType.Recipe

    /// A daemon that is wanted.
    public init(name: String, type: String, schedule: DaemonSchedule, make: @escaping DaemonType.Recipe) {
        self.name = name
        self.type = type
        self.schedule = schedule
        self.make = make
    }
}

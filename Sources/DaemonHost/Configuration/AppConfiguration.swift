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
    /// The path of the directory in which the app keeps what survives it; nil: none.
    public var stateDirectory: String?
    /// How large and how old the ledger in the state directory may become.
    var ledger = Ledger.Limits(size: 16 << 20, age: .seconds(30 * 86_400))
    /// The program, with its arguments, that tells people of failures of daemons that name none themselves; nil: none.
    public var onFailure: String?
    /// The daemons in the order of the file.
    public var daemons: [WantedDaemon]
    /// The section as it is written.
    public var written = WrittenSection()
    /// Where the log goes. The app itself logs to what it is given; this is for whoever makes that.
    public var log = LogConfiguration()

    /// A configuration with the defaults of the keys.
    public init(
        name: String = AppConfiguration.defaultName,
        parameters: AppParameters = AppParameters(),
        timerSlack: Nanoseconds = .milliseconds(10),
        controlSocket: String? = nil,
        stateDirectory: String? = nil,
        daemons: [WantedDaemon] = []
    ) {
        self.name = name
        self.parameters = parameters
        self.timerSlack = timerSlack
        self.controlSocket = controlSocket
        self.stateDirectory = stateDirectory
        self.daemons = daemons
    }

    /// What an app without a name is called.
    public static let defaultName = "daemonapp"

    /// The keys that another configuration changes and that cannot change while the app runs.
    func fixedKeys(changedIn other: AppConfiguration) -> [String] {
        var keys: [String] = []
        if name != other.name { keys.append("the app's name ('\(name)')") }
        if controlSocket != other.controlSocket { keys.append("ControlSocket") }
        if stateDirectory != other.stateDirectory { keys.append("StateDirectory") }
        if ledger.size != other.ledger.size { keys.append("LedgerSize") }
        if ledger.age != other.ledger.age { keys.append("LedgerAge") }
        return keys
    }

    /// Whether all keys of the app itself mean the same.
    func hasSameKeys(as other: AppConfiguration) -> Bool {
        parameters == other.parameters && timerSlack == other.timerSlack && onFailure == other.onFailure
    }
}

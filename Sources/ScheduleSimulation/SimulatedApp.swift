public import Scheduling

/// The app that a simulation plays: its name, its parameters, and its daemons in the order of the file.
public struct SimulatedApp: Sendable {
    public var name: String
    public var parameters: AppParameters
    public var daemons: [Daemon]

    public init(name: String, parameters: AppParameters, daemons: [Daemon]) {
        self.name = name
        self.parameters = parameters
        self.daemons = daemons
    }

    /// A daemon of the app.
    public struct Daemon: Sendable {
        /// Its name in lower case, a path where it stands in a seed.
        public var name: String
        public var parameters: DaemonParameters
        /// The most units of work in a run; nil is no limit.
        public var recordCount: Int?

        public init(name: String, parameters: DaemonParameters, recordCount: Int? = nil) {
            self.name = name
            self.parameters = parameters
            self.recordCount = recordCount
        }
    }
}

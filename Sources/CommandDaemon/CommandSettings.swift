import SystemPackage

/// What a section says about a command.
struct CommandSettings: Sendable, Hashable {
    /// What is run.
    var call: ProgramCall
    /// What is added to the app's environment; the last of a name counts.
    var environment: [EnvironmentEntry] = []
    /// Where the program runs; nil: where the app does.
    var workingDirectory: String?
    /// Whom the program runs as; nil: as the app does.
    var user: UserIdentity?
    /// How long the program and its group have between TERM and KILL.
    var killAfter: Duration = .seconds(10)
    /// The most bytes of output of a run that are logged.
    var maximumOutput = 1 << 20
    /// What the program reads from its standard input.
    var input = ProgramInput.nothing
    /// What the exit statuses mean.
    var statuses = StatusRules()
    /// The directory whose files are the program's work; nil: it has none.
    var queueDirectory: FilePath?
    /// How often a file of a queue is tried.
    var attempts = 5
}

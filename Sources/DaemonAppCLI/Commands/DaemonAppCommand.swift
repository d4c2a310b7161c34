import ArgumentParser

/// The command `daemonapp`.
struct DaemonAppCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daemonapp",
        abstract: "Hosts background daemons in one process that knows its schedule.",
        discussion: """
            A first configuration, app.conf:

              <DaemonApp foo>
                ShutdownIfIdle 10m
                <FileCleanup sessions>
                  RunEvery         5m
                  RemoveOlderThan  30m
                  ScanDirectory    /var/tmp/sessions
                </FileCleanup>
              </DaemonApp>

            EXAMPLES:
              daemonapp check app.conf               is it right?
              daemonapp simulate app.conf --for 1d   what would happen in a day?
              daemonapp run app.conf                 do it
              daemonapp status                       what does it do now?

            EXIT STATUS:
               0  the app stopped by its own rules, or what was asked is done
               1  an app refused what was asked
              64  usage
              65  bad workload, or no ledger
              66  a file is missing or unreadable
              69  no app answers
              70  a defect
              73  a socket or directory cannot be made
              74  the output cannot be written
              75  another app is there already
              78  configuration error
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, CheckCommand.self, SimulateCommand.self, NextCommand.self, StatusCommand.self,
            ExplainCommand.self,
            WakeCommand.self, PauseCommand.self, ResumeCommand.self, ReloadCommand.self, DiffCommand.self,
            StopCommand.self, HistoryCommand.self, LogCommand.self, ReplayCommand.self, CleanupCommand.self,
            ConfigCommand.self,
        ]
    )
}

extension ExitCode {
    static let badWorkload = ExitCode(65)
    static let noInput = ExitCode(66)
    static let unavailable = ExitCode(69)
    static let cannotCreate = ExitCode(73)
    static let outputError = ExitCode(74)
    static let temporaryFailure = ExitCode(75)
    static let badConfiguration = ExitCode(78)
}

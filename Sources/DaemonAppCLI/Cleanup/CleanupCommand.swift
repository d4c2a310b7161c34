import ArgumentParser

/// `daemonapp cleanup`.
struct CleanupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cleanup",
        abstract: "Tells what the FileCleanup sections of a configuration remove, and removes nothing.",
        discussion: """
            EXAMPLES:
              daemonapp cleanup list app.conf
              daemonapp cleanup why app.conf /var/tmp/sessions/sess_1
            """,
        subcommands: [CleanupListCommand.self, CleanupWhyCommand.self]
    )
}

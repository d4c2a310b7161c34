import ArgumentParser

/// `daemonapp config`.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Works with ZConfig configurations of any program, and with their schemas.",
        discussion: """
            Without --schema the schema is that of daemonapp itself.

            EXAMPLES:
              daemonapp config dump app.conf
              daemonapp config dump --schema schema.xml main.conf -oserver/port=8080
              daemonapp config dump --schemaless main.conf
              daemonapp config check --schema schema.xml one.conf two.conf
              daemonapp config schema --format html > reference.html
            """,
        subcommands: [ConfigDumpCommand.self, ConfigCheckCommand.self, ConfigSchemaCommand.self]
    )
}

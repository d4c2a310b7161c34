import ArgumentParser

/// The configuration file, and what changes it on the command line.
struct ConfigurationOptions: ParsableArguments {
    @Argument(help: "The configuration file.", completion: .file())
    var configuration: String

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Sets a key: the names of the sections and of the key, separated by slashes, as in "
                + "foo/session-cleanup/RunEvery=7m. May be given several times.",
            valueName: "path=value"))
    var overrides: [String] = []
}

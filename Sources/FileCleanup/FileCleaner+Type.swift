public import Daemons

extension FileCleaner {
    /// The section type `<FileCleanup>`.
    public static let type = type(wallClock: .system)

    /// The section type with another clock for the ages of files.
    static func type(wallClock: WallClock) -> DaemonType {
        let keys = CleanupKeys()
        return DaemonType(
            "FileCleanup",
            description: """
                Removes files that are too old or too many. A run that removed something has found work. It names its \
                next run itself when it knows that nothing comes of age before.
                """,
            example: """
                <FileCleanup session-cleanup>
                  RunEvery 5m
                  RemoveOlderThan 30m
                  ScanDirectory /var/tmp/sessions
                </FileCleanup>
                """,
            keys: keys.declarations,
            settings: keys.read,
            requirements: { settings in settings.directories.map { .readableDirectory("ScanDirectory", $0) } }
        ) { FileCleaner($0, wallClock: wallClock) }
    }
}

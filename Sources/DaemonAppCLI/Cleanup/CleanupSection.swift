import ArgumentParser
import DaemonHost
import Daemons
import FileCleanup

/// A section `<FileCleanup>` of a configuration.
struct CleanupSection {
    /// What the daemon is called.
    let name: String
    let cleaner: FileCleaner
    /// The most that a run removes; nil is no limit.
    let recordCount: Int?

    /// The sections of a file.
    /// - Parameter daemon: only that one; nil: all.
    /// - Throws: the exit status 66 if there is none, and says so on the standard error stream.
    static func all(_ file: ConfigurationOptions, daemon: String?) throws -> [CleanupSection] {
        let app = try AppLoader.load(file)
        let sections = try app.daemons.compactMap { wanted -> CleanupSection? in
            guard daemon == nil || daemon == wanted.name, let cleaner = try wanted.recipe.make() as? FileCleaner else {
                return nil
            }
            return CleanupSection(name: wanted.name, cleaner: cleaner, recordCount: wanted.schedule.recordCount)
        }
        guard sections.isEmpty else { return sections }
        let which = daemon.map { " called '\($0)'" } ?? ""
        StandardStreams.printErrorLine("\(file.configuration): there is no section <FileCleanup>\(which)")
        throw ExitCode.noInput
    }
}

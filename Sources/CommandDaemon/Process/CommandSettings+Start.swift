import Glibc
import Subprocess
import SystemPackage

extension CommandSettings {
    /// The path of the program. This may block.
    /// - Throws: ``CommandError`` if the program or the working directory is not there.
    func locate() throws(CommandError) -> String {
        if let workingDirectory, let obstacle = ProgramLookup.obstacle(toWorkingIn: workingDirectory) {
            throw CommandError(notStarted: call.program, reason: "\(workingDirectory): \(obstacle)")
        }
        do throws(Errno) {
            return try ProgramLookup.path(of: call.program, searchPath: searchPath)
        } catch {
            throw CommandError(notStarted: call.program, reason: "\(error) (looked up in PATH: \(searchPath))")
        }
    }

    /// Where a program without a slash is looked up: the `PATH` that it will see itself.
    private var searchPath: String {
        let own = unsafe getenv("PATH").map { unsafe String(cString: $0) }
        return environment.last { $0.name == "PATH" }?.value ?? own ?? "/usr/local/bin:/usr/bin:/bin"
    }

    /// How the program is started.
    ///
    /// The group is always named, be it the app's own: then the library forks and puts all signals back itself. By
    /// `posix_spawn` the C library would leave its internal signals, 32 and 33, ignored.
    func configuration(path: String) -> Configuration {
        let additions = environment.map { (Environment.Key(stringLiteral: $0.name), Optional($0.value)) }
        var options = PlatformOptions()
        options.processGroupID = 0
        options.userID = user?.user
        options.groupID = user?.group ?? getegid()
        options.supplementaryGroups = user?.groups
        return Configuration(
            executable: .path(FilePath(path)),
            arguments: Arguments(executablePathOverride: call.program, remainingValues: call.arguments),
            environment: .inherit.updating(Dictionary(additions) { _, last in last }),
            workingDirectory: workingDirectory.map { FilePath($0) },
            platformOptions: options
        )
    }

    /// The error for a program that was not started. This may block.
    ///
    /// The library reports a missing file, a missing right and a script without its interpreter alike; so what it is is
    /// looked up. What the app itself may run but not the user that the program was to run as, is a missing right.
    func explanation(of error: SubprocessError, path: String) -> CommandError {
        guard error.code == .executableNotFound else {
            return CommandError(notStarted: path, reason: error.underlyingError?.description ?? error.description)
        }
        let place = workingDirectory.map { FilePath($0).pushing(FilePath(path)).string } ?? path
        let obstacle = ProgramLookup.obstacle(toRunning: place) ?? (user == nil ? .noSuchFileOrDirectory : .permissionDenied)
        return CommandError(notStarted: path, reason: obstacle.description)
    }
}

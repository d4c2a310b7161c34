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
        let path = try foundPath()
        if user != nil, let obstacle = obstacle(toRunning: path) {
            throw CommandError(notStarted: path, reason: "\(obstacle)")
        }
        return path
    }

    private func foundPath() throws(CommandError) -> String {
        do throws(Errno) {
            return try ProgramLookup.path(of: call.program, searchPath: searchPath)
        } catch {
            throw CommandError(notStarted: call.program, reason: "\(error) (looked up in PATH: \(searchPath))")
        }
    }

    private func obstacle(toRunning path: String) -> Errno? {
        ProgramLookup.obstacle(toRunning: inWorkingDirectory(path))
    }

    /// The path of a program as the app sees it.
    func inWorkingDirectory(_ path: String) -> String {
        workingDirectory.map { FilePath($0).pushing(FilePath(path)).string } ?? path
    }

    /// Where a program without a slash is looked up: the `PATH` that it will see itself.
    private var searchPath: String {
        let own = unsafe getenv("PATH").map { unsafe String(cString: $0) }
        return environment.last { $0.name == "PATH" }?.value ?? own ?? "/usr/local/bin:/usr/bin:/bin"
    }

    /// How the program is started.
    ///
    /// A session of its own makes the program the leader of a process group. Asking for both makes the library fork and
    /// put all signals back itself; by `posix_spawn` the C library would leave its internal signals, 32 and 33, ignored.
    ///
    /// Another user's program is started by `setpriv`, which becomes that program. The library could change the user,
    /// too; but it does so between fork and exec, where the `setgid` of the C library may wait for ever for a thread that
    /// the app was just starting, and then no other program could be started any more.
    func configuration(path: String) -> Configuration {
        let additions = environment.map { (Environment.Key(stringLiteral: $0.name), Optional($0.value)) }
        var options = PlatformOptions()
        options.createSession = true
        options.processGroupID = 0
        let arguments =
            if let user {
                Arguments(user.changingArguments + [path] + call.arguments)
            } else {
                Arguments(executablePathOverride: call.program, remainingValues: call.arguments)
            }
        return Configuration(
            executable: .path(FilePath(user == nil ? path : UserIdentity.changer)),
            arguments: arguments,
            environment: .inherit.updating(Dictionary(additions) { _, last in last }),
            workingDirectory: workingDirectory.map { FilePath($0) },
            platformOptions: options
        )
    }

    /// The error for a program that was not started. This may block.
    ///
    /// The library reports a missing file, a missing right and a script without its interpreter alike; so what it is is
    /// looked up. Where nothing speaks against running a script, it lacks its interpreter.
    func explanation(of error: SubprocessError, path: String) -> CommandError {
        guard error.code == .executableNotFound else {
            return CommandError(notStarted: path, reason: error.underlyingError?.description ?? error.description)
        }
        let path = user == nil ? path : UserIdentity.changer
        return CommandError(notStarted: path, reason: "\(obstacle(toRunning: path) ?? .noSuchFileOrDirectory)")
    }
}

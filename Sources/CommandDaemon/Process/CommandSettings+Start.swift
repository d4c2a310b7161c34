import Daemons
import Glibc
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
    /// Another user's program is started by `setpriv`, which becomes that program. Between fork and exec the `setgid` of
    /// the C library may wait for ever for a thread that the app was just starting.
    /// - Parameters:
    ///   - path: where the program is.
    ///   - file: the path of the file that is its work: the last argument, and a variable; nil: no file.
    func start(path: String, file: FilePath?) -> ProgramStart {
        var arguments = user.map { [UserIdentity.changer] + $0.changingArguments + [path] } ?? [call.program]
        arguments += call.arguments
        return ProgramStart(
            path: user == nil ? path : UserIdentity.changer,
            arguments: arguments.map { Array($0.utf8) } + (file.map { [$0.bytes] } ?? []),
            environment: fullEnvironment(file: file),
            workingDirectory: workingDirectory)
    }

    /// The app's own environment and what is added to it; the last of a name counts.
    private func fullEnvironment(file: FilePath?) -> [[UInt8]] {
        var additions: [[UInt8]: [UInt8]] = [:]
        for entry in environment { additions[Array(entry.name.utf8)] = Array(entry.value.utf8) }
        if let file { additions[Array(CommandSettings.fileVariable.utf8)] = file.bytes }
        var entries: [[UInt8]] = []
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe environ
        while let entry = unsafe next?.pointee {
            let bytes = unsafe Array(UnsafeRawBufferPointer(start: entry, count: strlen(entry)))
            if additions[Array(bytes.prefix { $0 != UInt8(ascii: "=") })] == nil { entries.append(bytes) }
            unsafe next = next.map { unsafe $0 + 1 }
        }
        return entries + additions.map { $0.key + [UInt8(ascii: "=")] + $0.value }
    }

    /// The variable that holds the path of the file that is the program's work.
    static let fileVariable = "DAEMONAPP_FILE"

    /// The error for a program that was not started. This may block.
    func explanation(of error: Errno, path: String) -> CommandError {
        if let workingDirectory, let obstacle = ProgramLookup.obstacle(toWorkingIn: workingDirectory) {
            return CommandError(notStarted: path, reason: "\(workingDirectory): \(obstacle)")
        }
        return CommandError(notStarted: user == nil ? path : UserIdentity.changer, reason: "\(error)")
    }
}

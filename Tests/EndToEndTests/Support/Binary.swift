import Glibc
import Subprocess
import SystemPackage

/// The built command, as a user starts it.
enum Binary {
    /// The command beside the running tests; where these are elsewhere, that of the package's own build folder.
    static let path: String = {
        let tests = unsafe realpath("/proc/self/exe", nil)
        defer { unsafe free(tests) }
        let folder = unsafe tests.map { FilePath(unsafe String(cString: $0)).removingLastComponent() }
        let beside = folder?.appending("daemonapp").string ?? ""
        if unsafe access(beside, X_OK) == 0 { return beside }
        var package = FilePath(#filePath)
        for _ in 0..<4 { package.removeLastComponent() }
        return package.appending(".build/debug/daemonapp").string
    }()

    /// The most that is taken of each stream. So much is reserved for each command that runs, of hundreds at a time, and
    /// with more address space than there is memory no process could be started any more.
    private static let mostOutput = 4 << 20

    /// Runs the command to its end.
    /// - Parameters:
    ///   - environment: what is added to the environment of the tests; nil takes a variable away.
    ///   - folder: where it runs.
    ///   - script: what the shell does instead; the command is its `$0`, the arguments are its `$@`.
    static func run(
        _ arguments: [String], environment: [String: String?] = [:], in folder: String? = nil, by script: String? = nil
    ) async throws -> Ended {
        let result = try await Subprocess.run(
            configuration(arguments, environment, folder, script), input: .none, output: .bytes(limit: mostOutput),
            error: .bytes(limit: mostOutput))
        return Ended(
            status: Ended.status(result.terminationStatus),
            output: String(decoding: result.standardOutput, as: UTF8.self),
            errors: String(decoding: result.standardError, as: UTF8.self))
    }

    /// Runs the command to its end.
    static func run(_ arguments: String...) async throws -> Ended {
        try await run(arguments)
    }

    /// How the command is started. Whatever ends the test ends it, too: by TERM, by a second one, which ends the grace,
    /// and at last by KILL.
    static func configuration(
        _ arguments: [String], _ environment: [String: String?], _ folder: String?, _ script: String?
    ) -> Configuration {
        var options = PlatformOptions()
        options.createSession = true
        options.processGroupID = 0
        options.teardownSequence = teardown
        let changes = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: .path(FilePath(script == nil ? path : "/bin/sh")),
            arguments: Arguments(script.map { ["-c", $0, path] + arguments } ?? arguments),
            environment: .inherit.updating(Dictionary(uniqueKeysWithValues: changes)),
            workingDirectory: folder.map { FilePath($0) },
            platformOptions: options)
    }

    static let teardown: [TeardownStep] = [
        .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(3)),
        .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(3)),
        .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(3)),
    ]
}

/// What has become of a command.
struct Ended: Sendable, Hashable {
    /// The exit status; the number of the signal, negated, if one ended it.
    var status: Int
    /// What it wrote to the standard output.
    var output: String
    /// What it wrote to the standard error stream.
    var errors: String

    /// The lines of the standard output.
    var outputLines: [String] {
        output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    /// The lines of the standard error stream.
    var errorLines: [String] {
        errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    /// The records of a log that was written as JSON.
    var records: [LogRecord] { errorLines.compactMap { LogRecord($0) } }

    static func status(_ status: TerminationStatus) -> Int {
        switch status {
        case .exited(let code): Int(code)
        case .signaled(let signal): -Int(signal)
        }
    }
}

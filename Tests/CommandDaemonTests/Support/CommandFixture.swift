import DaemonAppTesting
import Daemons
import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import CommandDaemon

/// What a test of real programs needs: a folder of its own, a log, services.
final class CommandFixture: Sendable {
    private let temporary: TemporaryFolder
    let log = LogRecorder()
    let services = TestServices()

    /// The folder's path.
    var folder: String { temporary.path }

    init() throws {
        temporary = try TemporaryFolder()
    }

    /// A run that has been started.
    struct Started {
        let outcome: Task<Outcome, any Error>
        let cutOff: CutOff
    }

    /// Starts a run in a task of its own.
    /// - Parameter recordCount: the most files of the run, if the command serves a queue.
    func start(_ settings: CommandSettings, recordCount: Int? = nil) -> Started {
        let context = DaemonContext(name: "command", log: log.logger, recordCount: recordCount, services: services)
        let cutOff = context.cutOff
        return Started(
            outcome: Task {
                let daemon: any Daemon =
                    settings.queueDirectory.map { CommandQueue(settings, directory: $0) } ?? CommandRunner(settings)
                return try await daemon.run(context)
            }, cutOff: cutOff)
    }

    /// Makes a run.
    @discardableResult
    func run(_ settings: CommandSettings, recordCount: Int? = nil) async throws -> Outcome {
        try await start(settings, recordCount: recordCount).outcome.value
    }

    /// Makes a run that fails.
    func failure(_ settings: CommandSettings) async throws -> CommandError {
        try await #require(throws: CommandError.self) { try await self.run(settings) }
    }

    /// The path of a file in the folder, which is written.
    @discardableResult
    func file(_ name: String, _ text: String, mode: mode_t = 0o755) throws -> String {
        let path = "\(folder)/\(name)"
        let descriptor = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .init(rawValue: mode))
        try descriptor.closeAfter { _ = try descriptor.writeAll(text.utf8) }
        return path
    }

    /// A new FIFO in the folder.
    func fifo(_ name: String) throws -> Fifo {
        let path = "\(folder)/\(name)"
        try #require(unsafe mkfifo(path, 0o666) == 0)
        return Fifo(path: path, services: services)
    }
}

/// A FIFO that tells when the last process that holds it has ended.
struct Fifo: Sendable {
    let path: String
    let services: TestServices

    /// Waits for somebody to open it for writing, and until all have closed it.
    func untilAbandoned() async throws {
        let path = path
        try await DaemonContext(name: "fifo", log: LogRecorder().logger, services: services).blocking {
            let descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
            try descriptor.closeAfter {
                var room = [UInt8](repeating: 0, count: 64)
                while try unsafe room.withUnsafeMutableBytes({ unsafe try descriptor.read(into: $0) }) > 0 {}
            }
        }
    }
}

extension CommandSettings {
    /// A script for the shell.
    static func shell(_ script: String) throws -> CommandSettings {
        CommandSettings(call: try #require(ProgramCall(shell: script)))
    }

    /// A program and its arguments.
    static func command(_ command: String) throws -> CommandSettings {
        CommandSettings(call: try #require(ProgramCall(splitting: command)))
    }

    /// The same with changes.
    func with(_ change: (inout CommandSettings) throws -> Void) rethrows -> CommandSettings {
        var settings = self
        try change(&settings)
        return settings
    }
}

import Glibc
import Subprocess
import Testing

/// An app that runs for as long as a test needs it.
struct RunningApp: Sendable {
    /// The number of its process.
    let process: pid_t
    /// What it writes to the standard output.
    let output = LineFeed()
    /// What it writes to the standard error stream: its log.
    let log = LineFeed()
    /// The path of its control socket.
    let socket: String

    /// Waits for a record of the log, of all that have come or will come.
    @discardableResult
    func record(where isWanted: @escaping @Sendable (LogRecord) -> Bool) async throws -> LogRecord {
        let line = try await log.first { LogRecord($0).map(isWanted) ?? false }
        return try #require(LogRecord(line))
    }

    /// Waits for the record of an event.
    @discardableResult
    func event(_ event: JSONValue, of daemon: JSONValue? = nil) async throws -> LogRecord {
        try await record { $0["event"] == event && (daemon == nil || $0["daemon"] == daemon) }
    }

    /// Waits for a line of a program's output.
    @discardableResult
    func outputLine(_ line: JSONValue, of daemon: JSONValue? = nil) async throws -> LogRecord {
        try await record { $0["event"] == "output" && $0["line"] == line && (daemon == nil || $0["daemon"] == daemon) }
    }

    /// Sends a signal.
    func signal(_ number: CInt) {
        kill(process, number)
    }

    /// Asks it something.
    func ask(_ arguments: String...) async throws -> Ended {
        try await Binary.run(arguments + ["--app", socket])
    }

    /// Asks until the answer is yes, from when the app answers at all. Each answer takes a process of its own, which is
    /// pause enough.
    func until(_ ask: () async throws -> Bool) async throws {
        while true {
            if try await Binary.run(["status", "--app", socket]).status == 0, try await ask() { return }
            try Task.checkCancellation()
            try #require(!hasEnded)
        }
    }

    private var hasEnded: Bool { unsafe access("/proc/\(process)/exe", F_OK) != 0 }

    /// Its status.
    func status() async throws -> JSONValue {
        let answer = try await ask("status", "--format", "json")
        #expect(answer.status == 0 && answer.errors.isEmpty)
        return try JSONValue(parsing: answer.output)
    }

    /// The report on a daemon in its status.
    func status(of daemon: JSONValue) async throws -> JSONValue {
        try #require(try await status()["daemons"]?.elements.first { $0["name"] == daemon })
    }
}

extension TestFolder {
    /// Writes the configuration of an app `foo` whose control socket is in the folder.
    /// - Returns: its path.
    @discardableResult
    func configure(_ lines: String, as name: String = "app.conf") throws -> String {
        try write(name, "<DaemonApp foo>\nControlSocket \(self["socket"])\n\(lines)\n</DaemonApp>\n")
    }

    /// Runs an app until it stops by itself.
    func runToEnd(_ lines: String, _ arguments: [String] = TestFolder.verbose) async throws -> Ended {
        try await Binary.run(["run", try configure(lines)] + arguments)
    }

    /// Runs an app while a test deals with it; the test sees to it that the app stops.
    /// - Returns: how it ended, with all that it wrote.
    @discardableResult
    func run(
        _ lines: String, _ arguments: [String] = TestFolder.verbose, environment: [String: String?] = [:],
        by script: String? = nil, whileIn body: (RunningApp) async throws -> Void
    ) async throws -> Ended {
        try await Binary.start(
            ["run", try configure(lines)] + arguments, socket: self["socket"], environment: environment, by: script,
            whileIn: body)
    }

    /// A log that says everything, for tests to read.
    static let verbose = ["--log-format", "json", "--log-level", "debug"]
}

extension Binary {
    /// Runs an app while a test deals with it; the test sees to it that the app stops.
    /// - Returns: how it ended, with all that it wrote.
    @discardableResult
    static func start(
        _ arguments: [String], socket: String = "", environment: [String: String?] = [:], by script: String? = nil,
        whileIn body: (RunningApp) async throws -> Void
    ) async throws -> Ended {
        let configuration = configuration(arguments, environment, nil, script)
        let result = try await Subprocess.run(configuration, input: .none, output: .sequence, error: .sequence) {
            running in
            let app = RunningApp(process: running.processIdentifier.value, socket: socket)
            async let output: Void = app.output.take(running.standardOutput)
            async let log: Void = app.log.take(running.standardError)
            do {
                try await body(app)
            } catch {
                // Else the streams would not end, nor this.
                await running.teardown(using: teardown)
                throw error
            }
            _ = await (output, log)
            return app
        }
        let app = result.closureResult
        return Ended(status: Ended.status(result.terminationStatus), output: app.output.text, errors: app.log.text)
    }
}

extension LineFeed {
    /// Takes all lines of a stream.
    fileprivate func take(_ stream: SubprocessOutputSequence) async {
        do {
            for try await piece in stream { add(unsafe piece.withUnsafeBytes { unsafe Array($0) }) }
        } catch {
            add(Array("cannot read on: \(error)\n".utf8))
        }
        finish()
    }
}

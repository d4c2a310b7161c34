import EventLog
import Glibc
import Logging
import SystemPackage
import Testing

@testable import DaemonAppCLI

/// Where records go while the outputs change.
@Suite(.timeLimit(.minutes(5))) struct LogOutputTests {
    let folder: LogFolder

    init() throws {
        folder = try LogFolder()
    }

    private func outputs(_ log: LogConfiguration, level: Logger.Level? = nil) throws -> LogOutputs {
        try LogOutputs(log, app: "foo", options: .init(format: nil, level: level))
    }

    private func logger(_ outputs: LogOutputs, daemon: String? = nil) -> Logger {
        var log = Logger(label: "test") { _ in AppLogHandler(outputs) }
        if let daemon { log[metadataKey: "daemon"] = "\(daemon)" }
        return log
    }

    @Test func noRecordIsLostWhileTheConfigurationChanges() async throws {
        let names = ["a.log", "b.log"]
        let logs = try names.map { try folder.log(to: $0) }
        let outputs = try outputs(logs[0])
        await withTaskGroup { group in
            for writer in 0..<4 {
                let log = logger(outputs)
                group.addTask { for number in 0..<2000 { log.info("\(writer) \(number)") } }
            }
            group.addTask {
                for round in 1...200 {
                    #expect(throws: Never.self) { try outputs.apply(logs[round % 2]) }
                    outputs.reopen()
                }
            }
        }
        // What is written at last goes to one file; the other's writer may still be at work.
        try outputs.apply(folder.log(to: "a.log"))
        outputs.flush(milliseconds: 10_000)
        var lines: [String] = []
        repeat { lines = try names.flatMap(folder.lines) } while lines.count < 8000 && !Task.isCancelled
        #expect(lines.count == 8000 && Set(lines).count == 8000)
    }

    @Test func anOldFileIsClosedAndWhatIsLeftStaysOpen() async throws {
        let both =
            "<eventlog>\n<logfile>\npath \(folder["a"])\n</logfile>\n<logfile>\npath \(folder["b"])\n</logfile>\n</eventlog>"
        let outputs = try outputs(folder.log(both))
        let a = try #require(descriptor(of: "a"))
        let b = try #require(descriptor(of: "b"))
        try outputs.apply(folder.log("<eventlog>\n<logfile>\npath \(folder["b"])\n</logfile>\n</eventlog>"))
        while descriptor(of: "a") == a { try Task.checkCancellation() }
        #expect(descriptor(of: "b") == b)
    }

    /// The descriptor of this process that has a file of the folder open.
    private func descriptor(of name: String) -> Int? {
        (0..<16_384).first { number in
            var target = [CChar](repeating: 0, count: 4096)
            let count = unsafe readlink("/proc/self/fd/\(number)", &target, target.count)
            return count > 0
                && String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) == folder[name]
        }
    }

    @Test func aConfigurationThatCannotBeOpenedChangesNothing() throws {
        let outputs = try outputs(folder.log(to: "a.log"))
        let error = try #require(throws: LogFileError.self) { try outputs.apply(folder.log(to: "none/b.log")) }
        #expect(
            error.description == "the log file \(folder["none/b.log"]) cannot be opened: No such file or directory")
        logger(outputs).info("still here")
        outputs.flush(milliseconds: 10_000)
        #expect(try folder.lines("a.log") == ["still here"])
    }

    @Test func levelsComeFromTheCommandLineTheLoggerOrTheDaemon() throws {
        let log = try folder.log(
            """
            <eventlog>
              level error
              <logfile>
                path \(folder["all"])
                format %(name)s %(message)s
              </logfile>
            </eventlog>
            <logger>
              name a
              level debug
              <logfile>
                path \(folder["a"])
                level warning
                format %(message)s
              </logfile>
            </logger>
            """)
        let outputs = try outputs(log)
        #expect(logger(outputs).logLevel == .error && logger(outputs, daemon: "b").logLevel == .error)
        var own = logger(outputs, daemon: "a/x")
        #expect(own.logLevel == .debug)
        own.debug("1")
        own.warning("2")
        logger(outputs).warning("3")
        logger(outputs).info("4", metadata: ["daemon": "a"])
        own.logLevel = .error
        own.warning("5")
        own.error("6")
        own = logger(outputs, daemon: "b")
        own.logLevel = .trace
        own.trace("7")
        outputs.flush(milliseconds: 10_000)
        #expect(try folder.lines("a") == ["2", "6"])
        #expect(try folder.lines("all") == ["a/x 1", "a/x 2", "a/x 6", "b 7"])
        #expect(logger(try self.outputs(log, level: .trace)).logLevel == .trace)
        #expect(logger(try self.outputs(log, level: .trace), daemon: "a").logLevel == .debug)
    }

    @Test func aFileIsMadeForItsOwnerAndItsGroup() throws {
        let outputs = try outputs(folder.log(to: "a.log"))
        var status = stat()
        try #require(unsafe stat(folder["a.log"], &status) == 0)
        #expect(status.st_mode & 0o777 & ~0o640 == 0 && status.st_mode & 0o600 == 0o600)
        outputs.flush(milliseconds: 10_000)
    }

    @Test func aDelayedFileIsMadeForTheFirstRecord() throws {
        let outputs = try outputs(folder.log(to: "a.log", "delay yes\nformat %(message)s"))
        outputs.reopen()
        outputs.flush(milliseconds: 10_000)
        #expect(folder.names == [])
        logger(outputs).info("1")
        outputs.flush(milliseconds: 10_000)
        #expect(try folder.lines("a.log") == ["1"])
    }

    @Test func aPipeThatNobodyReadsIsNoLogFile() throws {
        try #require(unsafe mkfifo(folder["pipe"], 0o600) == 0)
        #expect(throws: LogFileError.self) { try outputs(folder.log(to: "pipe")) }
        #expect(throws: LogFileError.self) { try outputs(folder.log(to: ".")) }
    }
}

import Daemons
import Glibc
import SystemPackage
import Testing

@testable import CommandDaemon

/// What a test of a queue needs besides: a directory with files in it.
struct QueueFixture {
    let base: CommandFixture
    let path: FilePath

    init() throws {
        base = try CommandFixture()
        path = FilePath(base.folder).appending("queue")
        try #require(unsafe mkdir(path.string, 0o755) == 0)
    }

    /// Settings of a script for the shell, to which the file is `$1`.
    func shell(_ script: String) throws -> CommandSettings {
        try CommandSettings.shell(script).with { $0.queueDirectory = path }
    }

    /// Puts a file into the queue.
    /// - Parameter age: how many seconds ago it was changed.
    func add(_ name: FileName, _ text: String = "text", age: Int = 0) throws {
        let descriptor = unsafe path.appending(name).withPlatformString {
            unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        }
        let file = FileDescriptor(rawValue: descriptor)
        try file.closeAfter {
            try file.writeAll(text.utf8)
            let time = timespec(tv_sec: 1_000_000_000 - age, tv_nsec: 0)
            try #require(unsafe futimens(descriptor, [time, time]) == 0)
        }
    }

    /// Puts a file into the queue.
    func add(_ name: String, _ text: String = "text", age: Int = 0) throws {
        try add(FileName(name), text, age: age)
    }

    /// The names in a folder of the queue, in order.
    func names(_ folder: String = ".") throws -> [String] {
        var names: [FileName] = []
        try Directory(opening: path.appending(folder)).forEachEntry { name, _ in
            names.append(name)
            return true
        }
        return names.sorted().map { String(escaping: $0.bytes) }
    }

    /// The names in the queue that do not begin with a dot, in order.
    func visibleNames() throws -> [String] {
        try names().filter { !$0.hasPrefix(".") }
    }

    /// The text of a file in the queue.
    func text(_ name: String) throws -> String {
        let file = try FileDescriptor.open(path.appending(name), .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var room = [UInt8](repeating: 0, count: 4096)
            let count = try unsafe room.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
            return String(decoding: room.prefix(count), as: UTF8.self)
        }
    }

    /// The number of attempts that is written down for each file.
    func attempts() throws -> [String: Int] {
        guard let directory = try Directory(opening: path).directory(AttemptRecords.directoryName) else { return [:] }
        var attempts: [String: Int] = [:]
        try directory.forEachEntry { name, _ throws(QueueError) in
            if let record = try directory.attemptRecord(name) {
                attempts[String(escaping: record.name.bytes)] = record.attempts
            }
            return true
        }
        return attempts
    }

    /// The lines that the programs have written.
    var lines: [String] { base.log.lines() }
}

import ArgumentParser
import CLinux
import DaemonHost
import EventLog
import Glibc
import SystemPackage

/// `daemonapp log`.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Shows everything that happened in an app, from its ledger.",
        discussion: """
            EXAMPLES:
              daemonapp log | tail
              daemonapp log -f
              daemonapp log -f session-cleanup --format json
            """)

    @Argument(help: "A daemon, or a seed, whose daemons are meant too. Without it: all.")
    var daemon: String?

    @Flag(name: .shortAndLong, help: "Goes on with what happens from now on, until it is interrupted.")
    var follow = false

    @Option(help: "What is printed: text, or the lines of the ledger, a JSON object each.")
    var format: ReportFormat = .text

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let files = try ledger.files()
        for file in files.dropLast() {
            for (index, line) in try LedgerFile.lines(of: file).enumerated() { show(line, index, file) }
        }
        guard let present = files.last else { return }
        if follow {
            try LedgerFollower(present).follow { line, index in show(line, index, present) }
        } else {
            for (index, line) in try LedgerFile.lines(of: present).enumerated() { show(line, index, present) }
        }
    }

    private func show(_ line: Substring, _ index: Int, _ file: FilePath) {
        guard let entry = try? LedgerEntry(String(line), line: index + 1) else {
            return StandardStreams.printErrorLine("\(file):\(index + 1): this is no line of a ledger")
        }
        if let daemon, !entry.concerns(daemon) { return }
        StandardStreams.printLine(format == .json ? entry.text : entry.sentence.printable)
    }
}

/// Reads what is appended to the present part of a ledger, also when that becomes an older part and a new one begins.
struct LedgerFollower {
    private let path: FilePath

    init(_ path: FilePath) {
        self.path = path
    }

    /// Hands over each line that is there and that will come, with its place in the file. Ends with the process.
    /// - Throws: 66 if the file cannot be read or watched.
    func follow(_ show: (Substring, Int) -> Void) throws {
        let inotify = inotify_init1(CInt(IN_CLOEXEC))
        let directory = path.removingLastComponent()
        let folder = directory.isEmpty ? FilePath(".") : directory
        let events = UInt32(IN_MODIFY | IN_MOVED_TO)
        let watch = unsafe folder.withPlatformString { unsafe inotify_add_watch(inotify, $0, events) }
        guard inotify >= 0, watch >= 0 else { throw failure(Errno(rawValue: errno)) }
        var part = try open()
        while true {
            part.read(show)
            if part.hasBeenReplaced(at: path) {
                // What came before the new part began.
                part.read(show)
                try? part.file.close()
                part = try open()
                continue
            }
            guard waitForEvents(inotify) else { return }
        }
    }

    /// Waits until something in the directory has changed.
    /// - Returns: whether it has; not so once nobody reads the output any more.
    private func waitForEvents(_ inotify: CInt) -> Bool {
        // The end of the reader is an error of the descriptor, which is told without being asked for.
        var polls = [
            pollfd(fd: inotify, events: Int16(POLLIN), revents: 0), pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
        ]
        guard unsafe poll(&polls, 2, -1) >= 0 else { return errno == EINTR }
        guard polls[1].revents & Int16(POLLERR) == 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        return unsafe read(inotify, &buffer, buffer.count) > 0 || errno == EINTR
    }

    private func open() throws -> Part {
        do {
            return Part(file: try FileDescriptor.open(path, .readOnly, options: .closeOnExec))
        } catch {
            throw failure(error as? Errno ?? .ioError)
        }
    }

    private func failure(_ cause: Errno) -> ExitCode {
        StandardStreams.printErrorLine("\(path): \(cause)")
        return .noInput
    }

    /// A file that is read to its end again and again.
    private struct Part {
        let file: FileDescriptor
        private var rest: [UInt8] = []
        private var line = 0

        init(file: FileDescriptor) {
            self.file = file
        }

        /// Hands over the whole lines that are there.
        mutating func read(_ show: (Substring, Int) -> Void) {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while let count = try? unsafe buffer.withUnsafeMutableBytes({ unsafe try file.read(into: $0) }), count > 0 {
                rest += buffer.prefix(count)
                var unread = rest[...]
                while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                    show(Substring(decoding: unread[..<end], as: UTF8.self), line)
                    unread = unread[(end + 1)...]
                    line += 1
                }
                rest = Array(unread)
            }
        }

        /// Whether a name means another file now.
        func hasBeenReplaced(at path: FilePath) -> Bool {
            var (own, named) = (stat(), stat())
            guard unsafe fstat(file.rawValue, &own) == 0,
                unsafe path.withPlatformString({ unsafe stat($0, &named) == 0 })
            else { return false }
            return own.st_ino != named.st_ino
        }
    }
}

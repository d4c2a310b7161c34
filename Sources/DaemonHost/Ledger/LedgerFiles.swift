import CLinux
import FoundationEssentials
import Glibc
import SystemPackage

/// The files of a ledger: the present part, to which lines are appended, and the parts before it.
///
/// ```
///  ledger.jsonl      the present part
///  ledger.1.jsonl    the one before it, and so on up to 3
/// ```
/// Each part begins with all that is needed to go on from there. All of it may block; it belongs to one thread.
struct LedgerFiles: ~Copyable {
    /// How many parts there are at most.
    static let mostParts = 4

    private let directory: FileDescriptor
    private var file: FileDescriptor
    /// The size of the present part, up to the end of its last whole line.
    private(set) var size: Int64
    /// When its first line was written; nil if it has none.
    private(set) var begin: Date?

    /// Opens the present part; what is left of a line that was cut off is cut away.
    init(in directory: FileDescriptor) throws(Errno) {
        let file = try StateDirectory.open(
            LedgerFiles.name(0), in: directory, O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK)
        let end = LedgerFiles.endOfLastLine(file)
        guard ftruncate(file.rawValue, off_t(end)) == 0 else {
            let cause = Errno(rawValue: errno)
            try? file.close()
            throw cause
        }
        self.init(directory, file, size: end, begin: LedgerFiles.firstTime(file))
    }

    private init(_ directory: FileDescriptor, _ file: FileDescriptor, size: Int64, begin: Date?) {
        self.directory = directory
        self.file = file
        self.size = size
        self.begin = begin
    }

    deinit {
        try? file.close()
    }

    /// The name of a part; 0 is the present one.
    static func name(_ part: Int) -> String {
        part == 0 ? "ledger.jsonl" : "ledger.\(part).jsonl"
    }

    /// Appends whole lines, all of them or none.
    mutating func append(_ lines: [UInt8], date: Date) throws(Errno) {
        do throws(Errno) {
            try LedgerFiles.write(lines, to: file)
        } catch {
            ftruncate(file.rawValue, off_t(size))
            throw error
        }
        size += Int64(lines.count)
        if begin == nil { begin = date }
    }

    /// Begins a new part; the others move on, and the last of them goes.
    mutating func beginPart(_ lines: [UInt8], date: Date) throws(Errno) {
        let temporary = "ledger.new"
        let new = try StateDirectory.open(
            temporary, in: directory, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_NONBLOCK)
        do throws(Errno) {
            try LedgerFiles.write(lines, to: new)
            guard fsync(new.rawValue) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            try? new.close()
            unsafe unlinkat(directory.rawValue, temporary, 0)
            throw error
        }
        for part in (0..<LedgerFiles.mostParts - 1).reversed() {
            rename(LedgerFiles.name(part), LedgerFiles.name(part + 1))
        }
        rename(temporary, LedgerFiles.name(0))
        try? file.close()
        file = new
        size = Int64(lines.count)
        begin = date
    }

    /// Removes the parts that were written last before an instant.
    func removeParts(before date: Date) {
        for part in 1..<LedgerFiles.mostParts {
            var status = stat()
            guard unsafe fstatat(directory.rawValue, LedgerFiles.name(part), &status, AT_SYMLINK_NOFOLLOW) == 0,
                Double(status.st_mtim.tv_sec) < date.timeIntervalSince1970
            else { continue }
            unsafe unlinkat(directory.rawValue, LedgerFiles.name(part), 0)
        }
    }

    private func rename(_ old: String, _ new: String) {
        unsafe renameat(directory.rawValue, old, directory.rawValue, new)
    }

    private static func write(_ bytes: [UInt8], to file: FileDescriptor) throws(Errno) {
        do {
            try file.writeAll(bytes)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    // MARK: What is there

    /// The end of the last whole line.
    private static func endOfLastLine(_ file: FileDescriptor) -> Int64 {
        var end = (try? file.seek(offset: 0, from: .end)) ?? 0
        while end > 0 {
            let start = max(end - 65_536, 0)
            let piece = read(file, at: start, count: Int(end - start))
            if let newline = piece.lastIndex(of: UInt8(ascii: "\n")) { return start + Int64(newline) + 1 }
            end = start
        }
        return 0
    }

    /// The time of the first line.
    private static func firstTime(_ file: FileDescriptor) -> Date? {
        let line = String(decoding: read(file, at: 0, count: 65_536).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let mark = line.firstRange(of: #""time":""#) else { return nil }
        let text = line[mark.upperBound...].prefix { $0 != "\"" }
        return Date(rfc3339: String(text))
    }

    private static func read(_ file: FileDescriptor, at offset: Int64, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let length =
            (try? unsafe bytes.withUnsafeMutableBytes { unsafe try file.read(fromAbsoluteOffset: offset, into: $0) })
        return Array(bytes.prefix(length ?? 0))
    }
}

import EventLog
import CLinux
import Glibc
import SystemPackage

/// A file to which records are appended, and which is put aside when it is time.
struct FileSink: LogSink {
    private static let secondsBetweenAttempts = 60

    private let file: LogFile
    private let note: LogWriter.Note
    /// Nil until the first record if the file is opened only then.
    private var stream: RecordStream?
    /// When the file is put aside, where time decides that: seconds since 1970.
    private var rotationTime = Int.max
    /// Until when no rotation is tried because one has failed.
    private var pauseEnd = Int.min

    /// Opens the file, unless it is to be opened only for the first record.
    init(_ file: LogFile, note: @escaping LogWriter.Note) throws(Errno) {
        self.file = file
        self.note = note
        if !file.isDelayed { try open() }
    }

    // MARK: Opening

    /// Opens the file, and lets go of the one that was open: if that fails, it stays.
    private mutating func open() throws(Errno) {
        // A pipe without a reader is an error, not a reason to wait. Only who may read logs may read this one.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        let descriptor = unsafe Glibc.open(file.path, flags, 0o640)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        close()
        stream = RecordStream(descriptor)
        if case .time(let rotation) = file.rotation, rotationTime == .max {
            let status = FileSink.status(descriptor)
            let begin = status.flatMap { $0.st_size > 0 ? $0.st_mtim.tv_sec : nil } ?? FileSink.now
            rotationTime = rotation.next(after: begin, in: .machine)
        }
    }

    mutating func close() {
        if let stream { Glibc.close(stream.descriptor) }
        stream = nil
    }

    mutating func reopen() {
        guard stream != nil else { return }
        do {
            // What was cut off belongs into the old file, if anywhere.
            _ = stream?.write([])
            try open()
        } catch {
            _ = stream?.write([note("the log file \(file.path) cannot be opened anew: \(error)")])
        }
    }

    // MARK: Writing

    mutating func write(_ records: [[UInt8]]) -> Int {
        if stream == nil, (try? open()) == nil { return 0 }
        let now = FileSink.now
        switch file.rotation {
        case .size(let maximum): return write(records, rotatingAt: maximum, now)
        case .time(let rotation) where now >= rotationTime: rotate(rotation, now)
        case .time, nil: break
        }
        return stream?.write(records[...]) ?? 0
    }

    private mutating func write(_ records: [[UInt8]], rotatingAt maximum: Int, _ now: Int) -> Int {
        var size = regularSize
        var start = 0
        for (number, record) in records.enumerated() {
            if let known = size, now >= pauseEnd,
                SizedRotation.isDue(size: known, adding: record.count, maximum: maximum)
            {
                let written = stream?.write(records[start..<number]) ?? 0
                guard written == number - start else { return start + written }
                start = number
                putAside()
                size = regularSize
            }
            size = size.map { $0 + record.count }
        }
        return start + (stream?.write(records[start...]) ?? 0)
    }

    /// The size of the open file; nil if it is none that can be put aside.
    private var regularSize: Int? {
        guard let status = stream.flatMap({ FileSink.status($0.descriptor) }) else { return nil }
        return status.st_mode & S_IFMT == S_IFREG ? status.st_size : nil
    }

    // MARK: Rotation

    /// Gives the file another name and opens a new one. Where that fails, records go on to the file that is open.
    /// - Returns: whether it was done.
    @discardableResult
    private mutating func putAside() -> Bool {
        guard stream?.isWhole ?? false else { return false }
        do {
            // Somebody else may have put it aside, or the last attempt half of it.
            if exists(file.path) { try rename() }
            try open()
            return true
        } catch {
            pauseEnd = FileSink.now + FileSink.secondsBetweenAttempts
            _ = stream?.write([note("the log file \(file.path) cannot be put aside: \(error)")])
            return false
        }
    }

    private func rename() throws(Errno) {
        switch file.rotation {
        case .size:
            for (from, to) in SizedRotation.renames(keeping: file.oldFiles, exists: { exists(name($0)) }) {
                try rename(name(from), name(to))
            }
        case .time(let rotation):
            let dated = file.path + "." + rotation.suffix(rotatedAt: rotationTime, in: .machine)
            var free = dated
            for number in 1...1000 where exists(free) { free = "\(dated).\(number)" }
            try rename(file.path, free)
        case nil: break
        }
    }

    private mutating func rotate(_ rotation: TimedRotation, _ now: Int) {
        guard now >= pauseEnd, regularSize != nil, putAside() else { return }
        rotationTime = rotation.next(after: now, in: .machine)
        removeOutdated(rotation)
    }

    private func removeOutdated(_ rotation: TimedRotation) {
        let path = FilePath(file.path)
        guard let name = path.lastComponent?.string else { return }
        let folder = path.removingLastComponent()
        let names = FileSink.names(in: folder.isEmpty ? "." : folder.string)
        for old in rotation.outdated(names, of: name, keeping: file.oldFiles) {
            unsafe unlink(folder.appending(old).string)
        }
    }

    private func name(_ number: Int) -> String {
        number == 0 ? file.path : "\(file.path).\(number)"
    }

    private func exists(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    private func rename(_ from: String, _ to: String) throws(Errno) {
        guard unsafe Glibc.rename(from, to) == 0 else { throw Errno(rawValue: errno) }
    }

    private static func names(in folder: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            names.append(
                unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names
    }

    private static func status(_ descriptor: CInt) -> stat? {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? status : nil
    }

    private static var now: Int { time(nil) }
}

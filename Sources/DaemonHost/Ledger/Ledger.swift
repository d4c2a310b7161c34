import FoundationEssentials
import Glibc
import Logging
import Scheduling
import Synchronization
import SystemPackage

/// Writes down everything that happens in an app, beside its loop.
///
/// The loop only hands events over; a thread of the app's pool makes lines of them. What cannot be written is lost, and
/// said once; when writing works again, a new part begins with how things then are, so that every part is true.
final class Ledger: Sendable {
    /// How large and how old a ledger may become.
    struct Limits: Sendable, Hashable {
        /// In bytes, all parts together, without what each begins with.
        var size: Int
        var age: Nanoseconds
    }

    /// The most events that wait to be written.
    private static let room = 1 << 16
    /// So many events are not left to wait for the end of a turn.
    private static let manyEntries = 1 << 10
    /// How long after a failure writing is tried again, in seconds.
    private static let patience = 10.0

    /// Keeps the descriptor open.
    private let directory: StateDirectory
    private let limits: Limits
    private let log: Logger
    private let state: Mutex<State>
    /// Held by whoever writes.
    private let writer: Mutex<Writer>

    private struct State {
        var entries: [Entry] = []
        /// Whether the next event is to begin a new part.
        var wantsPart = false
        /// After something was lost: not before that is writing tried again, by beginning a new part.
        var retry: Date?
    }

    private enum Entry: Sendable {
        case event(AppEvent, Date)
        case part([AppEvent], Date)
    }

    private struct Writer: ~Copyable {
        var files: LedgerFiles
        /// The size of the present part without what it begins with.
        var grown: Int64
    }

    /// Opens the ledger in a state directory.
    /// - Throws: what the system says if it cannot be opened.
    init(in directory: StateDirectory, _ limits: Limits, log: Logger, date: Date) throws(Errno) {
        self.directory = directory
        self.limits = limits
        self.log = log
        let files = try LedgerFiles(in: directory.descriptor)
        files.removeParts(before: date - Double(limits.age.count) / 1e9)
        let size = files.size
        writer = Mutex(Writer(files: files, grown: size))
        state = Mutex(State())
        state.withLock { [limits] in $0.wantsPart = size > Int64(limits.size / LedgerFiles.mostParts) }
    }

    // MARK: The loop's side

    /// Whether the next event has to come with how things are.
    func wantsPart(at date: Date) -> Bool {
        state.withLock { state in
            guard state.wantsPart else { return false }
            return state.retry.map { $0 <= date } ?? true
        }
    }

    /// Takes an event, to be written by the next ``flush()``.
    /// - Returns: whether so many wait that this should be soon.
    func add(_ event: AppEvent, date: Date) -> Bool {
        add(.event(event, date))
    }

    /// Takes how things are, with which a new part is to begin.
    func beginPart(_ image: [AppEvent], date: Date) {
        state.withLock { $0.wantsPart = false }
        _ = add(.part(image, date))
    }

    /// Whether something waits to be written.
    var hasNews: Bool { state.withLock { !$0.entries.isEmpty } }

    private func add(_ entry: Entry) -> Bool {
        state.withLock { state in
            guard state.entries.count < Ledger.room else {
                state.wantsPart = true
                // Nothing is true until a new part begins, which need not wait.
                state.retry = state.retry ?? Date(timeIntervalSince1970: 0)
                return false
            }
            state.entries.append(entry)
            return state.entries.count % Ledger.manyEntries == 0
        }
    }

    // MARK: The writer's side

    /// Writes what waits to be written. May block.
    func flush() {
        writer.withLock { writer in
            let entries = state.withLock { state in
                defer { state.entries = [] }
                return state.entries
            }
            if !entries.isEmpty { write(entries, &writer) }
        }
    }

    private func write(_ entries: [Entry], _ writer: inout Writer) {
        var lines: [UInt8] = []
        var last = Date()
        for entry in entries {
            switch entry {
            case .event(let event, let date):
                lines += Ledger.line(event, date)
                last = date
            case .part(let image, let date):
                append(&lines, &writer, date: date)
                let wasBroken = state.withLock { $0.retry != nil }
                attempt(date) { () throws(Errno) in
                    try writer.files.beginPart(image.flatMap { Ledger.line($0, date) }, date: date)
                    writer.grown = 0
                    state.withLock { $0.retry = nil }
                    if wasBroken { log.notice("the ledger is written again") }
                }
                writer.files.removeParts(before: date - Double(limits.age.count) / 1e9)
                last = date
            }
        }
        append(&lines, &writer, date: last)
        let parts = LedgerFiles.mostParts
        let isFull = writer.grown > Int64(limits.size / parts)
        let isOld = writer.files.begin.map {
            last.timeIntervalSince($0) > Double(limits.age.count) / 1e9 / Double(parts)
        }
        if isFull || isOld ?? false { state.withLock { $0.wantsPart = true } }
    }

    private func append(_ lines: inout [UInt8], _ writer: inout Writer, date: Date) {
        defer { lines = [] }
        guard !lines.isEmpty else { return }
        // After a gap nothing is true until a new part begins.
        guard state.withLock({ $0.retry == nil }) else { return }
        let new = lines
        attempt(date) { () throws(Errno) in
            try writer.files.append(new, date: date)
            writer.grown += Int64(new.count)
        }
    }

    /// Writes something; a failure is said, one of several in a row, and a new part is wanted then.
    private func attempt(_ date: Date, _ write: () throws(Errno) -> Void) {
        do throws(Errno) {
            try write()
        } catch {
            let isFirst = state.withLock { state in
                defer {
                    state.retry = date + Ledger.patience
                    state.wantsPart = true
                }
                return state.retry == nil
            }
            if isFirst { log.error("the ledger cannot be written, what happens now is missing in it: \(error)") }
        }
    }

    private static func line(_ event: AppEvent, _ date: Date) -> [UInt8] {
        [UInt8](event.json(date: date, process: getpid()).utf8) + [UInt8(ascii: "\n")]
    }
}

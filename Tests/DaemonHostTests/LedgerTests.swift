import DaemonAppTesting
import EventLoopServices
import FoundationEssentials
import Glibc
import Scheduling
import Synchronization
import SystemPackage
import Testing

@testable import DaemonHost

/// The files in which everything that happens is written down.
@Suite(.timeLimit(.minutes(5))) struct LedgerTests {
    private let path: FilePath
    private let log = LogRecorder()

    init() throws {
        var template = Array("/tmp/daemonapp-ledger-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        path = FilePath(platformString: template)
    }

    private let begin = Date()

    private func date(_ seconds: Double) -> Date { begin + seconds }

    private func wake(_ number: Int64) -> AppEvent {
        AppEvent(at: Instant(.seconds(number)), .wake(daemon: "a"))
    }

    private func lines(_ part: Int) -> [String] {
        guard let data = FileManager.default.contents(atPath: path.appending(LedgerFiles.name(part)).string) else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func ledger(size: Int, age: Nanoseconds = .seconds(1000), at seconds: Double = 0) throws -> Ledger {
        try Ledger(in: StateDirectory(path), .init(size: size, age: age), log: log.logger, date: date(seconds))
    }

    @Test func everyEventIsALineInOrder() throws {
        let ledger = try ledger(size: 1 << 20)
        let time = Date(timeIntervalSince1970: 1_800_000_000)
        for number in 0..<1000 { _ = ledger.add(wake(Int64(number)), date: time) }
        ledger.flush()
        #expect(lines(0).count == 1000)
        #expect(lines(0)[7] == #"{"at":7,"event":"wake","daemon":"a","time":"2027-01-15T08:00:00.000Z"}"#)
    }

    /// What a kill has left of a line is cut away, and the next line stands by itself.
    @Test(arguments: [#"{"at":1,"ev"#, "x", ""]) func aTornLineIsCutAway(rest: String) throws {
        try wake(0).write(to: path, rest: rest)
        let ledger = try ledger(size: 1 << 20)
        _ = ledger.add(wake(2), date: date(0))
        ledger.flush()
        #expect(lines(0).map { $0.prefix(9) } == [#"{"at":0,""#, #"{"at":2,""#])
    }

    @Test func aFullPartMakesRoomForANewOne() throws {
        let ledger = try ledger(size: 4000)
        for number in 0..<80 {
            if ledger.wantsPart(at: date(0)) { ledger.beginPart([wake(-Int64(number))], date: date(0)) }
            _ = ledger.add(wake(Int64(number)), date: date(0))
            ledger.flush()
        }
        #expect((0..<4).allSatisfy { !lines($0).isEmpty } && lines(4).isEmpty)
        for part in 0..<4 {
            let size = lines(part).joined(separator: "\n").utf8.count
            #expect(size < 1300)
            #expect(part == 3 || lines(part).first?.hasPrefix(##"{"at":-"##) ?? false)
        }
    }

    @Test func anOldPartMakesRoomAndIsForgotten() throws {
        let ledger = try ledger(size: 1 << 20, age: .seconds(400))
        _ = ledger.add(wake(0), date: date(0))
        ledger.flush()
        _ = ledger.add(wake(1), date: date(101))
        ledger.flush()
        #expect(ledger.wantsPart(at: date(101)))
        ledger.beginPart([wake(2)], date: date(101))
        ledger.flush()
        #expect(lines(1).count == 2 && lines(0).count == 1)
        // The files were written just now, which by that clock is long ago.
        ledger.beginPart([wake(3)], date: Date() + 1000)
        ledger.flush()
        #expect(lines(1).isEmpty && lines(2).isEmpty && lines(0).count == 1)
    }

    @Test func partsAreOnlyForTheirOwner() throws {
        let ledger = try ledger(size: 1 << 20)
        _ = ledger.add(wake(0), date: date(0))
        ledger.flush()
        ledger.beginPart([wake(1)], date: date(0))
        ledger.flush()
        for part in 0...1 {
            var status = stat()
            #expect(unsafe stat(path.appending(LedgerFiles.name(part)).string, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func aLinkIsNotFollowed() throws {
        let target = path.appending("elsewhere").string
        #expect(unsafe symlink(target, path.appending("ledger.jsonl").string) == 0)
        #expect(throws: Errno.self) { try ledger(size: 1000) }
        #expect(unsafe access(target, F_OK) != 0)
    }
}

extension AppEvent {
    /// Writes a ledger of one line, and the rest of another.
    fileprivate func write(to path: FilePath, rest: String) throws {
        let file = try FileDescriptor.open(
            path.appending("ledger.jsonl"), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        let line = json(date: Date(timeIntervalSince1970: 1_800_000_000), process: 1)
        try file.closeAfter { _ = try file.writeAll("\(line)\n\(rest)".utf8) }
    }
}

import Daemons
import Dispatch
import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import CommandDaemon

/// The parts of a queue, one by one.
@Suite struct QueueDirectoryTests {
    let queue: QueueFixture
    let directory: Directory

    init() throws {
        queue = try QueueFixture()
        directory = try Directory(opening: queue.path)
    }

    private func take(_ name: String) throws -> LockedFile? {
        if case .taken(let file) = try directory.take(FileName(name)) { file } else { nil }
    }

    @Test func keepsTheFirstInOrder() {
        let files = (0..<50).map { QueuedFile(seconds: $0 / 10, nanoseconds: $0 / 2, name: FileName("\($0 % 2)")) }
        var last: QueuedFile?
        var all: [QueuedFile] = []
        for _ in 0..<5 {
            var oldest = OldestFiles(12, after: last)
            for file in files.shuffled() { oldest.add(file) }
            #expect(oldest.isCut == (all.count + 12 < 50))
            all += oldest.sorted
            last = all.last
        }
        #expect(all == files)
    }

    @Test func namesAreOrderedByBytes() {
        let names = [[0x41], [0x61], [0x61, 0x00], [0x7F], [0x80], [0xFF]].map { FileName($0) }
        #expect(names.shuffled().sorted() == names)
    }

    @Test func readsWhatItHasWritten() {
        for name in [FileName("a"), FileName([0xFF, 0x0A, 0x20]), FileName(String(repeating: "n", count: 255))] {
            let record = AttemptRecord(attempts: .max, birth: .min, name: name)
            #expect(AttemptRecord(record.bytes) == record)
        }
    }

    @Test(arguments: ["", "1 0", "1 0\n", "1\na", "-1 0\na", "x 0\na", "1 0 0\na", "1 0\na/b", "1 0\na\0"])
    func refusesOtherRecords(text: String) {
        #expect(AttemptRecord(Array(text.utf8)) == nil)
        #expect(AttemptRecord(Array("1 0\n".utf8) + [UInt8](repeating: 0x61, count: 256)) == nil)
    }

    @Test func takesWhatANameMeans() throws {
        try queue.add("a")
        let file = try #require(try take("a"))
        #expect(try take("a") == nil, "it is taken")
        file.unlock()
        #expect(try take("a") != nil)
        #expect(try take("none") == nil)
    }

    @Test func aFileThatHasBecomeSomethingElseIsPassedOver() throws {
        let target = try queue.base.file("target", "")
        let path = queue.path.appending("a").string
        try #require(unsafe symlink(target, path) == 0)
        #expect(try take("a") == nil)
        try #require(unsafe unlink(path) == 0 && mkfifo(path, 0o644) == 0)
        #expect(try take("a") == nil)
        try #require(unsafe unlink(path) == 0 && mkdir(path, 0o755) == 0)
        #expect(try take("a") == nil)
    }

    @Test func onlyTheFileThatIsMeantIsRemovedOrMoved() throws {
        try queue.add("a", "old")
        let file = try #require(try take("a"))
        try #require(unsafe unlink(queue.path.appending("a").string) == 0)
        try queue.add("a", "new")
        let records = try AttemptRecords(of: directory)
        try records.write(3, at: file)
        try records.removeWithRecord(file, from: directory)
        #expect(try queue.text("a") == "new")
        #expect(try queue.names(".daemonapp") == [])
        let failed = try #require(try directory.directory(FileName("failed"), making: 0o755))
        #expect(try directory.move(file.name, meaning: file.identity, to: failed) == nil)
        #expect(try queue.names("failed") == [])
    }

    @Test func aFileThatTakesTheNameAtTheLastInstantIsNotLost() throws {
        let (directory, old, new) = (directory, queue.path.appending("a").string, queue.path.appending(".a").string)
        let records = try AttemptRecords(of: directory)
        for round in 1...3000 {
            try queue.add("a", "old")
            try queue.add(".a", "\(round)")
            let file = try #require(try take("a"))
            let failures = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 2) { worker in
                if worker == 0 {
                    if unsafe rename(new, old) != 0 { failures.withLock { $0 += 1 } }
                } else if (try? records.removeWithRecord(file, from: directory)) == nil {
                    failures.withLock { $0 += 1 }
                }
            }
            #expect(failures.withLock { $0 } == 0)
            let names = try queue.visibleNames()
            try #require(names == ["a"], "round \(round)")
            try #require(try queue.text("a") == "\(round)")
            try #require(unsafe unlink(old) == 0)
        }
    }

    @Test func aRecordCountsOnlyForItsFile() throws {
        try queue.add("a")
        let records = try AttemptRecords(of: directory)
        let file = try #require(try take("a"))
        try records.write(2, at: file)
        #expect(try records.attempts(at: file) == 2)
        file.unlock()
        try #require(unsafe rename(queue.path.appending("a").string, queue.path.appending("b").string) == 0)
        #expect(try records.attempts(at: #require(try take("b"))) == 0)
    }

    @Test func aDamagedRecordIsNone() throws {
        try queue.add("a")
        let records = try AttemptRecords(of: directory)
        let file = try #require(try take("a"))
        try queue.add(FileName(".daemonapp/\(file.identity.inode)"), "nonsense")
        #expect(try records.attempts(at: file) == 0)
        try records.write(1, at: file)
        #expect(try records.attempts(at: file) == 1)
    }

    @Test func sweepsWhatAnAppHasLeft() throws {
        try queue.add("kept")
        try queue.add("gone")
        let records = try AttemptRecords(of: directory)
        let kept = try #require(try take("kept"))
        let gone = try #require(try take("gone"))
        for file in [kept, gone] { try records.write(1, at: file) }
        try #require(unsafe unlink(queue.path.appending("gone").string) == 0)
        try queue.add("done", "done")
        let done = try directory.status(of: FileName("done"))
        let path = queue.path.appending(".daemonapp/removed-\(done.st_ino)").string
        try #require(unsafe rename(queue.path.appending("done").string, path) == 0)
        try queue.add(FileName(".daemonapp/removed-1"), "not done")
        try queue.add(FileName(".daemonapp/7.tmp"))
        try queue.add(FileName(".daemonapp/note"))
        #expect(try directory.sweep(from: 0, now: 1_000_003_600) == 0)
        #expect(try queue.names(".daemonapp") == ["\(kept.identity.inode)", "7.tmp", "note"].sorted())
        #expect(try directory.sweep(from: 0, now: 1_000_003_601) == 0)
        #expect(try queue.names(".daemonapp") == ["\(kept.identity.inode)", "note"].sorted())
        #expect(try queue.attempts() == ["kept": 1])
        let recovered = try #require(try queue.visibleNames().first { $0.hasPrefix("recovered-") })
        #expect(try queue.text(recovered) == "not done")
    }

    @Test func sweepsManyInParts() throws {
        _ = try AttemptRecords(of: directory)
        for number in 1...700 { try queue.add(FileName(".daemonapp/x\(number)")) }
        for number in 1...700 { try queue.add(FileName(".daemonapp/\(number)")) }
        var (start, sweeps) = (0, 0)
        repeat {
            start = try directory.sweep(from: start, now: 0)
            sweeps += 1
        } while start != 0
        #expect(sweeps > 1)
        #expect(try queue.names(".daemonapp").count == 700)
        #expect(try directory.sweep(from: 0, now: 0) == 500)
    }
}

import CLinux
import Glibc
import SystemPackage
import Testing

@testable import FileCleanup

/// Trees that nobody would make by hand.
@Suite struct TreeTests {
    private let now = systemTime() + seconds(100)
    private let old: Int64 = 1_000_000_000

    @Test func namesMayBeAnyBytes() throws {
        let tree = try TestTree()
        let names: [[UInt8]] = [
            [0x0A], [0xFF, 0xFE], [0x61, 0x0A, 0x62], Array("--help".utf8), Array(repeating: 0xC3, count: 255),
        ]
        for name in names {
            let path = Array("\(tree.path)/".utf8) + name + [0]
            let file = unsafe path.withUnsafeBytes { bytes in
                unsafe open(
                    bytes.baseAddress!.assumingMemoryBound(to: CChar.self), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
            }
            let times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
            unsafe futimens(file, times)
            close(file)
        }
        let report = TestScan(CleanupSettings(tree, age: 10)).run(tree, now: now)
        #expect(report.result.tally.removed == names.count)
        #expect(tree.entries == [])
    }

    @Test func tenThousandLevels() async throws {
        let tree = try TestTree()
        let now = now
        let scans = try await BackgroundThread.run { TreeTests.scanDeepTree(tree, now) }
        // Nothing is old enough for the first time, and everything for the third.
        #expect(scans.map(\.read) == [10_001, 0, 101])
        #expect(scans.map(\.removed) == [0, 0, 10_100])
        #expect(tree.entries == [])
    }

    private static func scanDeepTree(_ tree: TestTree, _ now: Int64) -> [ScanTally] {
        // Deeper than any path may be: by a directory that is handed down.
        var directory = unsafe open(tree.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for level in 0..<10_000 {
            unsafe mkdirat(directory, "d", 0o755)
            if level % 100 == 0 {
                close(unsafe openat(directory, "f", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644))
            }
            let next = unsafe openat(directory, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            close(directory)
            directory = next
        }
        close(directory)
        var settings = CleanupSettings(tree, age: 5000)
        settings.removesEmptyDirectories = true
        let scan = TestScan(settings, tellsRemovals: false)
        return [systemTime() + seconds(40), systemTime() + seconds(40), now + seconds(10_000)].map { now in
            scan.run(tree, now: now).result.tally
        }
    }

    @Test func aMillionFilesInOneDirectory() async throws {
        // In memory, where there is some: a disk takes its time.
        let tree = try TestTree(in: unsafe access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")
        let now = now
        let (removed, failures) = try await BackgroundThread.run {
            let directory = unsafe open(tree.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            defer { close(directory) }
            close(unsafe openat(directory, "0", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644))
            let times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
            unsafe utimensat(directory, "0", times, 0)
            for number in 1..<1_000_000 { unsafe linkat(directory, "0", directory, "\(number)", 0) }
            let report = TestScan(CleanupSettings(tree, age: 10), tellsRemovals: false).run(tree, now: now)
            return (report.result.tally.removed, report.failures)
        }
        #expect(removed == 1_000_000 && failures.isEmpty)
        #expect(tree.entries == [])
    }

    @Test func socketsAndPipesStayAndLinksGoThemselves() throws {
        let tree = try TestTree()
        let outside = try TestTree()
        outside.makeFile("kept", time: old)
        tree.makeFIFO("fifo")
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: tree.path("socket").utf8) }
        let isBound = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        #expect(isBound)
        tree.makeLink("link", to: outside.path("kept"), time: old)
        tree.makeLink("directory", to: outside.path, time: old)
        tree.makeLink("nowhere", to: "/nowhere", time: old)
        for name in ["fifo", "socket"] { tree.set(name, time: old) }
        let report = TestScan(CleanupSettings(tree, age: 10)).run(tree, now: now)
        #expect(report.removed.keys.sorted() == ["directory", "link", "nowhere"])
        #expect(tree.entries == ["fifo", "socket"])
        #expect(outside.entries == ["kept"])
    }

    @Test func hardLinksAreFilesEach() throws {
        let tree = try TestTree()
        tree.makeFile("a", size: 1000, time: old)
        unsafe link(tree.path("a"), tree.path("b"))
        var settings = CleanupSettings(tree)
        settings.maximumTotalSize = 1500
        #expect(TestScan(settings).run(tree, now: now).removed == ["a": "MaximumTotalSize"])
    }

    @Test func whatCannotBeRemovedIsToldOnceAndHindersNobody() throws {
        let tree = try TestTree()
        for name in ["a", "b", "c"] { tree.makeFile(name, time: old) }
        guard tree.setImmutable("b", true) else { return tree.sayNotPossible("files cannot be made immutable") }
        defer { _ = tree.setImmutable("b", false) }
        let scan = TestScan(CleanupSettings(tree, age: 10))
        let first = scan.run(tree, now: now)
        #expect(first.removed.keys.sorted() == ["a", "c"])
        #expect(first.failures.map(\.cause) == [.notPermitted])
        #expect(scan.run(tree, now: now).failures.isEmpty)
        // It does not keep others back either that come after it.
        tree.makeFile("d", time: old + 1)
        #expect(scan.run(tree, now: now, most: 1).removed.keys.sorted() == ["d"])
        #expect(scan.run(tree, now: now, most: 1).failures.isEmpty)
        _ = tree.setImmutable("b", false)
        #expect(scan.run(tree, now: now).removed.keys.sorted() == ["b"])
    }

    @Test func anotherFileSystemBelowIsLeftAlone() throws {
        let tree = try TestTree()
        tree.makeDirectory("mounted")
        tree.makeFile("old", time: old)
        guard unsafe mount("tmpfs", tree.path("mounted"), "tmpfs", 0, "size=1m") == 0 else {
            return tree.sayNotPossible("nothing can be mounted")
        }
        defer { unsafe umount(tree.path("mounted")) }
        tree.makeFile("mounted/kept", time: old)
        // The same file system, mounted once more, is another place, too.
        tree.makeDirectory("bound")
        let other = try TestTree()
        other.makeFile("kept", time: old)
        let isBound = unsafe mount(other.path, tree.path("bound"), nil, UInt(MS_BIND), nil) == 0
        defer { unsafe umount(tree.path("bound")) }
        #expect(isBound)
        var settings = CleanupSettings(tree, age: 10)
        settings.removesEmptyDirectories = true
        let report = TestScan(settings).run(tree, now: now)
        #expect(report.removed.keys.sorted() == ["old"])
        #expect(tree.exists("mounted/kept") && other.entries == ["kept"])
        settings.removesWholeSubtrees = true
        tree.makeDirectory("unit")
        tree.set("unit", time: old)
        #expect(TestScan(settings).run(tree, now: now).removed.keys.sorted() == ["unit"])
        #expect(tree.exists("mounted/kept") && other.entries == ["kept"])
    }

    @Test func filesComeAndGoMeanwhile() async throws {
        let tree = try TestTree()
        for number in 0..<20 { tree.makeDirectory("d\(number)") }
        let end = systemTime() + seconds(3)
        let changes = BackgroundThread {
            while systemTime() < end {
                for number in 0..<20 {
                    tree.makeFile("d\(number)/f", time: 1_000_000_000)
                    tree.makeFile("d\(number)/g", time: 1_000_000_000)
                    tree.remove("d\(number)/g")
                }
            }
        }
        let failures = try await BackgroundThread.run {
            let scan = TestScan(CleanupSettings(tree, age: 10))
            var failures: [CleanupFailure] = []
            while systemTime() < end { failures += scan.run(tree, now: systemTime()).failures }
            changes.join()
            _ = scan.run(tree, now: systemTime(), remembering: false)
            return failures
        }
        #expect(failures == [])
        #expect(tree.entries == (0..<20).map { "d\($0)" }.sorted())
    }

    @Test func aDirectoryWithinAnotherIsScannedByItselfAndStays() throws {
        let tree = try TestTree()
        tree.makeDirectory("inner")
        tree.makeFile("inner/a", time: old)
        tree.makeFile("b", time: old)
        var settings = CleanupSettings(tree)
        settings.directories = [
            FilePath(tree.path), FilePath(tree.path("inner")), FilePath(tree.path + "/../" + tree.path.dropFirst(5)),
        ]
        settings.maximumFiles = 1
        settings.removesEmptyDirectories = true
        // Two files, and not three or more.
        #expect(TestScan(settings).run(tree, now: now).removed == ["b": "MaximumFiles"])
        settings.maximumFiles = 0
        #expect(TestScan(settings).run(tree, now: now).removed == ["inner/a": "MaximumFiles"])
        #expect(tree.entries == ["inner"])
    }

    @Test func theScannedDirectoryMayBeALinkAndStays() throws {
        let tree = try TestTree()
        tree.makeDirectory("real")
        tree.makeFile("real/a", time: old)
        tree.makeLink("link", to: "real", time: old)
        tree.set("real", time: old)
        var settings = CleanupSettings(tree, age: 10)
        settings.directories = [FilePath(tree.path("link"))]
        settings.removesEmptyDirectories = true
        #expect(TestScan(settings).run(tree, now: now).removed == ["link/a": "RemoveOlderThan"])
        #expect(tree.entries == ["link", "real"])
    }
}

extension TestTree {
    /// Makes a file immutable, or changeable again.
    /// - Returns: whether that could be done: it takes root and a file system that has it.
    func setImmutable(_ name: String, _ isImmutable: Bool) -> Bool {
        let file = unsafe open(path(name), O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        // FS_IOC_SETFLAGS and FS_IMMUTABLE_FL.
        var flags: CInt = isImmutable ? 0x10 : 0
        return unsafe ioctl(file, 0x4008_6602, &flags) == 0
    }

    /// Says that a test cannot show what it is for here.
    func sayNotPossible(_ reason: String) {
        print("not tested here: \(reason)")
    }
}

import CLinux
import Glibc
import SystemPackage
import Testing

@testable import FileCleanup

/// Files that somebody uses.
@Suite(.timeLimit(.minutes(5))) struct OpenFileTests {
    private let now = systemTime() + seconds(100)

    private func scan(_ tree: TestTree) -> [String] {
        var settings = CleanupSettings(tree, age: 10)
        settings.keepsOpenFiles = true
        return TestScan(settings).run(tree, now: now).removed.keys.sorted()
    }

    /// Scans until something goes. What is closed here may stay open for a moment in a process that another test is just
    /// starting, until that becomes a program.
    private func scanUntilSomethingGoes(_ tree: TestTree) async -> [String] {
        while true {
            let removed = scan(tree)
            if !removed.isEmpty { return removed }
            await Task.yield()
        }
    }

    @Test func openMappedAndLockedFilesStay() async throws {
        let tree = try TestTree()
        for name in ["free", "open", "mapped", "locked"] { tree.makeFile(name, size: 4096, time: seconds(1000)) }
        let open = unsafe Glibc.open(tree.path("open"), O_RDONLY | O_CLOEXEC)
        let mapped = unsafe Glibc.open(tree.path("mapped"), O_RDONLY | O_CLOEXEC)
        let memory = unsafe mmap(nil, 4096, PROT_READ, MAP_SHARED, mapped, 0)
        close(mapped)
        let locked = unsafe Glibc.open(tree.path("locked"), O_RDWR | O_CLOEXEC)
        flock(locked, LOCK_EX)
        #expect(scan(tree) == ["free"])
        close(open)
        #expect(await scanUntilSomethingGoes(tree) == ["open"])
        unsafe munmap(memory, 4096)
        #expect(await scanUntilSomethingGoes(tree) == ["mapped"])
        close(locked)
        #expect(await scanUntilSomethingGoes(tree) == ["locked"])
    }

    @Test func aLockAloneIsEnough() throws {
        let tree = try TestTree()
        tree.makeFile("a", time: seconds(1000))
        let file = unsafe open(tree.path("a"), O_RDWR | O_CLOEXEC)
        defer { close(file) }
        flock(file, LOCK_SH)
        var status = clinux_status()
        #expect(unsafe clinux_look(AT_FDCWD, tree.path("a"), &status) == 0)
        // As for an app that may not look at other processes: the device is not known of a lock.
        #expect(OpenFiles.now().contains(FileIdentity(inode: status.inode, device: 0)))
    }

    /// For a limit open files count, but others go in their place.
    @Test func openFilesCountForALimitAndStay() throws {
        let tree = try TestTree()
        for number in 0..<4 { tree.makeFile("\(number)", time: seconds(1000 + number)) }
        let file = unsafe open(tree.path("0"), O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        var settings = CleanupSettings(tree)
        settings.keepsOpenFiles = true
        settings.maximumFiles = 2
        #expect(TestScan(settings).run(tree, now: now).removed.keys.sorted() == ["1", "2"])
    }

    @Test func aSubtreeWithAnOpenFileStaysWhole() async throws {
        let tree = try TestTree()
        for unit in ["a", "b"] {
            tree.makeDirectory(unit)
            tree.makeDirectory("\(unit)/in")
            tree.makeFile("\(unit)/in/f", time: seconds(1000))
            tree.makeFile("\(unit)/g", time: seconds(1000))
            for directory in ["\(unit)/in", unit] { tree.set(directory, time: seconds(1000)) }
        }
        let file = unsafe open(tree.path("a/in/f"), O_RDONLY | O_CLOEXEC)
        var settings = CleanupSettings(tree, age: 10)
        settings.keepsOpenFiles = true
        settings.removesWholeSubtrees = true
        let scan = TestScan(settings)
        #expect(scan.run(tree, now: now).removed.keys.sorted() == ["b"])
        #expect(tree.entries == ["a", "a/g", "a/in", "a/in/f"])
        close(file)
        while scan.run(tree, now: now).removed == [:] { await Task.yield() }
        #expect(tree.entries == [])
    }
}

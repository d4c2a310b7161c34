import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import FileCleanup

/// Somebody swaps directories and files for links, at full speed, while they are scanned.
@Suite(.serialized) struct AttackTests {
    /// The length of an attack in seconds.
    private static let length = 30

    /// What is never to be touched: old files, to which all links lead.
    private final class Canary {
        let tree: TestTree
        let before: [String]

        init() throws {
            tree = try TestTree()
            for directory in ["d", "d/e", "sub"] { tree.makeDirectory(directory) }
            for file in ["a", "b", "d/a", "d/b", "d/e/a", "sub/a"] { tree.makeFile(file, time: seconds(1000)) }
            for directory in ["d/e", "d", "sub"] { tree.set(directory, time: seconds(1000)) }
            before = tree.entries
        }
    }

    @Test(arguments: [false, true])
    func linksThatComeInThePlaceOfDirectoriesLeadNowhere(wholeSubtrees: Bool) async throws {
        let canary = try Canary()
        let tree = try TestTree()
        var settings = CleanupSettings(tree, age: 10)
        settings.removesEmptyDirectories = true
        settings.removesWholeSubtrees = wholeSubtrees
        let isOver = Atomic(false)
        let attack = Attack(tree: tree.path, canary: canary.tree.path)
        let attacker = DedicatedThread { attack.go { isOver.load(ordering: .relaxed) } }
        let scanner = Scanner(settings: settings, tree: tree, length: AttackTests.length)
        // On a thread of its own, or it would keep other tests from theirs.
        let (removed, scans) = await withCheckedContinuation { continuation in
            _ = DedicatedThread { continuation.resume(returning: scanner.go()) }
        }
        isOver.store(true, ordering: .relaxed)
        attacker.join()
        #expect(canary.tree.entries == canary.before)
        // The scans did remove what they may.
        #expect(removed > 3 && scans > 10, "\(removed) removals in \(scans) scans")
    }

    /// Who scans meanwhile.
    private struct Scanner: Sendable {
        let settings: CleanupSettings
        let tree: TestTree
        let length: Int

        func go() -> (removed: Int, scans: Int) {
            let end = systemTime() + seconds(length)
            let scan = TestScan(settings)
            var (removed, scans) = (0, 0)
            while systemTime() < end {
                removed += scan.run(tree, now: systemTime(), remembering: scans % 2 == 0, sliceSteps: 3).removed.count
                scans += 1
            }
            return (removed, scans)
        }
    }

    /// The attacker: it makes old things and swaps them for links to the canary.
    private struct Attack: Sendable {
        let tree: String
        let canary: String

        func go(until isOver: () -> Bool) {
            let (top, aside, link) = ("\(tree)/top", "\(tree)/.aside", "\(tree)/.link")
            while !isOver() {
                make(top)
                // The directory becomes a link to the canary, and back, and inner ones, too.
                for _ in 0..<20 {
                    swap(top, aside, link, canary)
                    swap("\(top)/d", "\(top)/.aside", "\(top)/.link", "\(canary)/d")
                    swap("\(top)/d/e", "\(top)/d/.aside", "\(top)/d/.link", "\(canary)/d/e")
                    swap("\(top)/a", "\(top)/.aside", "\(top)/.link", "\(canary)/a")
                    makeOld(top)
                }
            }
        }

        /// The same names as in the canary, all old.
        private func make(_ top: String) {
            for directory in [top, "\(top)/d", "\(top)/d/e"] { unsafe mkdir(directory, 0o755) }
            for name in ["a", "b", "d/a", "d/b", "d/e/a"] {
                close(unsafe open("\(top)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644))
            }
            makeOld(top)
        }

        private func makeOld(_ top: String) {
            let times = [timespec(tv_sec: 1000, tv_nsec: 0), timespec(tv_sec: 1000, tv_nsec: 0)]
            for name in ["/a", "/b", "/d/a", "/d/b", "/d/e/a", "/d/e", "/d", ""] {
                unsafe utimensat(AT_FDCWD, top + name, times, AT_SYMLINK_NOFOLLOW)
            }
        }

        private func swap(_ name: String, _ aside: String, _ link: String, _ target: String) {
            unsafe symlink(target, link)
            unsafe rename(name, aside)
            unsafe rename(link, name)
            unsafe unlink(name)
            unsafe rename(aside, name)
            unsafe unlink(link)
        }
    }
}

/// A thread.
private final class DedicatedThread: Sendable {
    private let thread: pthread_t

    init(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(Body(body))
        unsafe pthread_create(
            &thread, nil,
            { pointer in
                unsafe Unmanaged<Body>.fromOpaque(pointer!).takeRetainedValue().body()
                return nil
            }, unsafe argument.toOpaque())
        self.thread = thread
    }

    func join() {
        _ = pthread_join(thread, nil)
    }

    private final class Body: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}

import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import FileCleanup

/// Somebody swaps directories and files for links, at full speed, while they are scanned.
@Suite struct AttackTests {
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

    @Test func linksThatComeInThePlaceOfDirectoriesLeadNowhere() async throws {
        let canary = try Canary()
        let (one, other) = (try TestTree(), try TestTree())
        let isOver = Atomic(false)
        let attacks = [one, other].map { Attack(tree: $0.path, canary: canary.tree.path) }
        let attacker = BackgroundThread {
            while !isOver.load(ordering: .relaxed) {
                for attack in attacks { attack.go() }
            }
        }
        let scanned = try await BackgroundThread.run {
            // One tree file by file, the other by whole subtrees.
            let scans = [Scans(of: one, wholeSubtrees: false), Scans(of: other, wholeSubtrees: true)]
            let end = systemTime() + seconds(AttackTests.length)
            // Where the processors are busy it takes longer, until the scans have removed what they may.
            let lastEnd = end + seconds(600)
            while systemTime() < end || scans.contains(where: { !$0.isEnough }) && systemTime() < lastEnd {
                for scan in scans { scan.go() }
            }
            return scans.allSatisfy(\.isEnough)
        }
        isOver.store(true, ordering: .relaxed)
        attacker.join()
        #expect(canary.tree.entries == canary.before)
        #expect(scanned)
    }

    /// Who scans meanwhile.
    private final class Scans {
        private let tree: TestTree
        private let scan: TestScan
        private var count = 0
        private var removed = 0

        init(of tree: TestTree, wholeSubtrees: Bool) {
            self.tree = tree
            var settings = CleanupSettings(tree, age: 10)
            settings.removesEmptyDirectories = true
            settings.removesWholeSubtrees = wholeSubtrees
            scan = TestScan(settings)
        }

        func go() {
            removed += scan.run(tree, now: systemTime(), remembering: count % 2 == 0, sliceSteps: 3).removed.count
            count += 1
        }

        var isEnough: Bool { removed > 3 && count > 10 }
    }

    /// The attacker: it makes old things and swaps them for links to the canary.
    private struct Attack: Sendable {
        let tree: String
        let canary: String

        func go() {
            let (top, aside, link) = ("\(tree)/top", "\(tree)/.aside", "\(tree)/.link")
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

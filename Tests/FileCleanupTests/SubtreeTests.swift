import Glibc
import SystemPackage
import Testing

@testable import FileCleanup

/// Directories that go as one.
@Suite struct SubtreeTests {
    private let now = systemTime() + seconds(100)

    private func makeUnit(_ tree: TestTree, _ name: String) {
        tree.makeDirectory(name)
        tree.makeDirectory("\(name)/in")
        for file in ["f", "in/g", "in/h"] { tree.makeFile("\(name)/\(file)", size: 10, time: seconds(1000)) }
        for directory in ["\(name)/in", name] { tree.set(directory, time: seconds(1000)) }
    }

    private func settings(_ tree: TestTree) -> CleanupSettings {
        var settings = CleanupSettings(tree, age: 10)
        settings.removesWholeSubtrees = true
        return settings
    }

    @Test func aDirectoryGoesAsOne() throws {
        let tree = try TestTree()
        makeUnit(tree, "a")
        tree.makeFile("file", time: seconds(1000))
        let report = TestScan(settings(tree)).run(tree, now: now)
        #expect(report.removed == ["a": "RemoveOlderThan", "file": "RemoveOlderThan"])
        #expect(report.result.tally.removed == 2 && report.result.tally.freed == 30)
        #expect(tree.entries == [])
    }

    /// Somebody uses it just when it has been renamed.
    @Test func oneThatBecomesYoungIsPutBack() throws {
        let tree = try TestTree()
        makeUnit(tree, "a")
        let renamed = { tree.entries.first { $0.hasPrefix(".daemonapp-removing-") && !$0.contains("/") } }
        var wasRenamed = false
        let report = TestScan(settings(tree)).run(tree, now: now, sliceSteps: 1) {
            if let name = renamed(), !wasRenamed {
                wasRenamed = true
                tree.set("\(name)/in/g", time: now)
            }
        }
        #expect(wasRenamed)
        #expect(report.removed == [:])
        #expect(tree.entries == ["a", "a/f", "a/in", "a/in/g", "a/in/h"])
    }

    @Test func nobodySeesHalfOfIt() throws {
        let tree = try TestTree()
        makeUnit(tree, "a")
        let whole = tree.entries
        var states: Set<[String]> = []
        _ = TestScan(settings(tree)).run(tree, now: now, sliceSteps: 1) {
            states.insert(tree.entries.filter { !$0.hasPrefix(".") })
        }
        #expect(states == [whole, []])
    }

    /// The app was killed while it removed one.
    @Test(arguments: ["", "*.keep", ".*"])
    func whatWasLeftHalfRemovedGoes(exclude: String) throws {
        let tree = try TestTree()
        makeUnit(tree, "a")
        var settings = settings(tree)
        var scan = 0
        // Given up after some steps, when something is gone.
        let task = ScanTask(settings: settings, roots: ScanRoot.all(settings).roots, now: now) { _ in }
        var half = CleanupScan(task, most: nil, before: [], failures: FailureLog())
        while tree.entries.filter({ $0.hasPrefix(".daemonapp-removing-") }).count != 4 {
            scan += 1
            try #require(scan < 100)
            guard !half.advance({ _ in true }) else { break }
        }
        #expect(tree.entries.count == 4)
        if !exclude.isEmpty { settings.patterns.exclude = [try GlobPattern(exclude)] }
        // What is left bears new times.
        _ = TestScan(settings).run(tree, now: systemTime(), remembering: false)
        #expect(tree.entries == [])
    }

    @Test func aNameThatOnlyLooksLikeOneIsNone() throws {
        let tree = try TestTree()
        makeUnit(tree, ".daemonapp-removing-1")
        tree.set(".daemonapp-removing-1", time: now)
        #expect(TestScan(settings(tree)).run(tree, now: now).removed == [:])
    }

    @Test func matchIsForTheDirectoryAndExcludeForAllInIt() throws {
        let tree = try TestTree()
        for name in ["a.tmp", "b.tmp", "c"] { makeUnit(tree, name) }
        tree.makeFile("b.tmp/in/x.keep", time: seconds(1000))
        tree.set("b.tmp/in", time: seconds(1000))
        var settings = settings(tree)
        settings.patterns.match = [try GlobPattern("*.tmp")]
        settings.patterns.exclude = [try GlobPattern("*.keep")]
        #expect(TestScan(settings).run(tree, now: now).removed.keys.sorted() == ["a.tmp"])
        #expect(tree.exists("b.tmp/f") && tree.exists("c/f"))
    }
}

import Scheduling
import Testing

@testable import FileCleanup

/// What is remembered of directories.
@Suite struct MemoryTests {
    private let now = systemTime() + seconds(100)

    @Test func onlyWhatChangedOrHoldsSomethingDueIsReadAgain() throws {
        let tree = try TestTree()
        for name in ["a", "a/b", "a/b/c", "d", "e"] { tree.makeDirectory(name) }
        tree.makeFile("a/b/c/f", time: now - seconds(10))
        tree.makeFile("d/f", time: now - seconds(50))
        let scan = TestScan(CleanupSettings(tree, age: 100))
        #expect(scan.run(tree, now: now).result.tally.read == 6)
        #expect(scan.run(tree, now: now).result.tally.read == 0)
        let known = scan.run(tree, now: now).result
        #expect(known.tally.seen == 2 && known.oldestToCome == now - seconds(50))
        tree.awaitTick()
        tree.makeFile("a/b/new", time: now)
        #expect(scan.run(tree, now: now).result.tally.read == 1)
        // Another directory changes those around it, and is read itself.
        tree.awaitTick()
        tree.makeDirectory("a/b/x")
        #expect(scan.run(tree, now: now).result.tally.read == 2)
        let due = scan.run(tree, now: now + seconds(51))
        #expect(due.removed.keys.sorted() == ["d/f"] && due.result.tally.read == 1)
        // What a run has removed something from is read once more.
        #expect(scan.run(tree, now: now + seconds(51)).result.tally.read == 1)
        #expect(scan.run(tree, now: now + seconds(51)).result.tally.read == 0)
    }

    @Test func aDirectoryThatChangedJustBeforeItWasReadIsReadAgain() throws {
        let tree = try TestTree()
        tree.makeDirectory("a")
        let scan = TestScan(CleanupSettings(tree, age: 100))
        let soon = systemTime()
        #expect(scan.run(tree, now: soon).result.tally.read == 2)
        #expect(scan.run(tree, now: soon + seconds(1)).result.tally.read == 2)
        // That one was made when it was seen to be long ago.
        #expect(scan.run(tree, now: soon + seconds(5)).result.tally.read == 2)
        #expect(scan.run(tree, now: soon + seconds(6)).result.tally.read == 0)
    }

    @Test func aDirectoryTakesLittleRoom() throws {
        let tree = try TestTree()
        for first in 0..<16 {
            tree.makeDirectory(String(first, radix: 16))
            for second in 0..<64 { tree.makeDirectory("\(String(first, radix: 16))/\(second)") }
        }
        let memory = TestScan(CleanupSettings(tree, age: 100)).run(tree, now: now).result.memory[0]
        #expect(memory.nodes.count == 1 + 16 + 16 * 64)
        #expect(Double(memory.size) / Double(memory.nodes.count) < 64)
    }

    @Test func withOtherClocksEverythingIsRead() throws {
        let tree = try TestTree()
        tree.makeFile("a", time: now - seconds(200))
        var settings = CleanupSettings(tree, age: 100)
        settings.clocks = [.accessed]
        let scan = TestScan(settings)
        #expect(scan.run(tree, now: now).removed.keys.sorted() == ["a"])
        #expect(scan.run(tree, now: now).result.tally.read == 1)
        #expect(scan.run(tree, now: now).result.tally.read == 1)
        #expect(!settings.canRemember)
    }

    @Test func theYoungestOfSeveralClocksCounts() throws {
        let tree = try TestTree()
        tree.makeFile("a", time: now - seconds(200))
        var settings = CleanupSettings(tree, age: 50)
        // It was made and changed a hundred seconds before that now.
        settings.clocks = [.modified, .created]
        let scan = TestScan(settings)
        #expect(scan.run(tree, now: systemTime() + seconds(49)).removed == [:])
        #expect(scan.run(tree, now: systemTime() + seconds(60)).removed.keys.sorted() == ["a"])
    }
}

import Daemons
import Glibc
import SystemPackage
import Testing

@testable import DirectoryQueues

/// What needs no directory: names, patterns, events.
@Suite struct PureTests {
    @Test(arguments: [
        ("alice", "alice"), ("Ärger", "Ärger"), ("a b", "a b"), ("a\\b", "a\\\\b"), ("a\nb", "a\\x0Ab"),
        ("\u{7F}", "\\x7F"),
    ])
    func aNameAsText(name: String, text: String) {
        #expect(FileName(name.utf8).text == text)
    }

    @Test(arguments: [("a\\b c", "a\\\\b c"), ("\u{E4}", "\\xC3\\xA4"), ("\n", "\\x0A")])
    func aNameInASCII(name: String, text: String) {
        #expect(FileName(name.utf8).textInASCII == text)
    }

    @Test func bytesThatAreNoTextAppearAsNumbers() {
        #expect(FileName([0x61, 0xFF, 0xC3, 0xA4, 0xC3]).text == "a\\xFFä\\xC3")
    }

    /// All names of up to two bytes out of some that are awkward, and their texts.
    @Test func differentNamesHaveDifferentTexts() {
        let bytes: [UInt8] = [0x09, 0x30, 0x46, 0x5C, 0x61, 0x78, 0x80, 0xC3, 0xA4, 0xE2, 0xFF]
        var names = bytes.map { FileName([$0]) }
        for first in bytes { for second in bytes { names.append(FileName([first, second])) } }
        names += [FileName("\\xFF".utf8), FileName("\\\\xFF".utf8), FileName([0x5C, 0xFF])]
        #expect(Set(names.map(\.text)).count == Set(names).count)
        #expect(Set(names.map(\.textInASCII)).count == Set(names).count)
    }

    @Test(arguments: [
        ([], [], "a", true), (["a*"], [], "ab", true), (["a*"], [], "ba", false), (["a*", "b*"], [], "ba", true),
        (["*"], ["*.old"], "a.old", false), ([], ["a"], "A", true), (["[!x]?"], [], "ab", true),
        (["\\*"], [], "*", true),
        (["\\*"], [], "a", false), (["*"], [], ".a", false), ([], [], ".a", false),
    ])
    func patterns(match: [String], exclude: [String], name: String, isMeant: Bool) {
        #expect(NamePatterns(match: match, exclude: exclude).contains(FileName(name.utf8)) == isMeant)
    }

    private func event(_ watch: Int32, _ mask: CInt, _ name: String = "") -> InotifyEvent {
        InotifyEvent(watch: watch, mask: UInt32(bitPattern: mask), name: Array(name.utf8))
    }

    @Test func eventsAsTheSystemWritesThem() {
        let bytes: [UInt8] =
            [1, 0, 0, 0, 0x80, 0, 0, 0, 9, 9, 9, 9, 8, 0, 0, 0] + Array("new".utf8) + [0, 0, 0, 0, 0]
            + [2, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let events = [event(1, CInt(IN_MOVED_TO), "new"), event(2, CInt(IN_IGNORED))]
        #expect(InotifyEvent.parse(bytes) == events)
        // Whatever is cut off is left out.
        for length in bytes.indices {
            #expect(InotifyEvent.parse(Array(bytes.prefix(length))) == (length < 24 ? [] : [events[0]]))
        }
    }

    private func folder(_ name: String, _ identity: UInt64 = 1) -> QueueFolder {
        QueueFolder(name: FileName(name.utf8), title: name, identity: identity, inode: identity)
    }

    @Test func whatEventsMean() {
        var table = WatchTable(NamePatterns(match: [], exclude: ["*.old"]))
        #expect(table.setBase(1) == nil)
        table.add(2, for: folder("a"))
        table.add(3, for: folder("b"))
        let files = table.take([
            event(2, CInt(IN_MOVED_TO), "file"), event(2, CInt(IN_CLOSE_WRITE), "file"),
            event(3, CInt(IN_MOVED_TO), ".file"),
            event(3, CInt(IN_MOVED_TO | IN_ISDIR), "failed"), event(9, CInt(IN_MOVED_TO), "file"),
        ])
        #expect(files == .init(concernsManager: false, queues: ["a"]))
        #expect(table.take([event(1, CInt(IN_CREATE), "file")]) == .init())
        #expect(table.take([event(1, CInt(IN_CREATE | IN_ISDIR), ".hidden")]) == .init())
        #expect(table.take([event(1, CInt(IN_CREATE | IN_ISDIR), "c.old")]) == .init())
        #expect(table.take([event(1, CInt(IN_CREATE | IN_ISDIR), "c")]).concernsManager)
        let overflow = table.take([event(-1, CInt(IN_Q_OVERFLOW))])
        #expect(overflow == .init(concernsManager: true, queues: ["a", "b"]))
    }

    @Test func watchesThatAreGone() {
        var table = WatchTable(NamePatterns(match: [], exclude: ["*.old"]))
        #expect(table.setBase(1) == nil)
        table.add(2, for: folder("a"))
        // Another directory may have taken the place of the one that is gone.
        #expect(table.take([event(2, CInt(IN_IGNORED))]) == .init(concernsManager: true))
        #expect(!table.isWatched(folder("a")))
        #expect(table.take([event(2, CInt(IN_MOVED_TO), "file")]) == .init())
        #expect(table.take([event(1, CInt(IN_DELETE_SELF))]).concernsManager)
        #expect(table.take([event(1, CInt(IN_IGNORED))]).concernsManager)
        #expect(table.take([event(1, CInt(IN_CREATE | IN_ISDIR), "c")]) == .init())
        #expect(table.setBase(7) == nil)
        #expect(table.take([event(7, CInt(IN_CREATE | IN_ISDIR), "c")]).concernsManager)
        #expect(table.setBase(7) == nil)
        #expect(table.setBase(8) == 7)
        table.add(4, for: folder("b"))
        table.add(5, for: folder("b", 2))
        #expect(table.removeAll(except: [folder("b", 2)]) == [4])
        // One directory under two names has one watch.
        table.add(5, for: folder("c", 2))
        #expect(!table.isWatched(folder("b", 2)) && table.isWatched(folder("c", 2)))
        #expect(table.removeAll(except: [folder("c", 2)]) == [])
    }
}

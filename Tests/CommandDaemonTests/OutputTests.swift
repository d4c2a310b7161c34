import DaemonAppTesting
import Daemons
import Testing

@testable import CommandDaemon

@Suite struct OutputTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("", ""),
        ("grüße 😀", "grüße 😀"),
        ("a\tb\r", "a\\tb\\r"),
        ("\u{1B}[31m\u{0}\u{7F}", "\\x1B[31m\\x00\\x7F"),
        ("\u{9B}x\u{A0}", "\\xC2\\x9Bx\u{A0}"),
        ("back\\slash", "back\\slash"),
    ])
    func escapesControlCharacters(text: String, escaped: String) {
        #expect(String(escaping: Array(text.utf8)) == escaped)
    }

    @Test(
        arguments: [
            ([0xFF], "\\xFF"),
            ([0x61, 0xC3, 0x62], "a\\xC3b"),
            ([0xC3, 0xA9, 0xE2, 0x82], "é\\xE2\\x82"),
            ([0xED, 0xA0, 0x80, 0x09], "\\xED\\xA0\\x80\\t"),
            ([0xF0, 0x9F, 0x98, 0x80, 0x80], "😀\\x80"),
        ] as [([UInt8], String)])
    func escapesWhatIsNotUTF8(bytes: [UInt8], escaped: String) {
        #expect(String(escaping: bytes) == escaped)
    }

    /// All lines of a text that arrives in pieces of a size.
    private func lines(_ text: [UInt8], by size: Int) -> [String] {
        var assembler = LineAssembler()
        var lines: [String] = []
        for start in stride(from: 0, to: text.count, by: size) {
            lines += assembler.add(text[start..<min(start + size, text.count)])
        }
        return lines + (assembler.finish().map { [$0] } ?? [])
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func assemblesLinesHoweverTheyArrive(size: Int) {
        let text = Array("one\n\nzwölf\r\n\u{FFFF}\nlast".utf8)
        #expect(lines(text, by: size) == ["one", "", "zwölf\\r", "\u{FFFF}", "last"])
        #expect(lines(Array("one\n".utf8), by: size) == ["one"])
        #expect(lines([], by: size) == [])
    }

    @Test(arguments: [1, 1000, 8192, 8193, 20_000])
    func cutsLongLines(size: Int) {
        let exact = [UInt8](repeating: 0x61, count: 8192)
        let result = lines(exact + [0x0A] + exact + [0x62, 0x0A] + exact + exact, by: size)
        #expect(result == [String](repeating: String(repeating: "a", count: 8192), count: 3))
    }

    @Test(arguments: [("é", 1), ("€", 1), ("€", 2), ("😀", 1), ("😀", 2), ("😀", 3)])
    func cutsBetweenCharacters(character: String, kept: Int) {
        let start = [UInt8](repeating: 0x61, count: 8192 - kept)
        #expect(lines(start + character.utf8 + [0x0A], by: 4096) == [String(repeating: "a", count: 8192 - kept)])
        let whole = [UInt8](repeating: 0x61, count: 8192 - character.utf8.count)
        #expect(lines(whole + character.utf8 + [0x62], by: 4096).first?.hasSuffix(character) == true)
    }

    @Test func spendsTheBudget() {
        var budget = OutputBudget(10)
        #expect(budget.spend(4) == 4)
        #expect(budget.spend(6) == 6)
        #expect(budget.dropped == 0)
        #expect(budget.spend(5) == 0)
        #expect(budget.dropped == 5)
        var other = OutputBudget(3)
        #expect(other.spend(5) == 3)
        #expect(other.dropped == 2)
    }

    @Test func keepsTheLastLines() {
        var tail = OutputTail()
        for number in 1...1000 { tail.add(Array("line \(number)\n".utf8)[...]) }
        #expect(tail.lines == (996...1000).map { "line \($0)" })
        tail.add([UInt8](repeating: 0x78, count: 100_000)[...])
        #expect(tail.lines == [String(repeating: "x", count: 1024)])
        tail.add(Array("\n  \n\nend".utf8)[...])
        #expect(tail.lines.last == "end")
        #expect(tail.lines.count == 2)
    }

    @Test func logsWithinTheBudgetOfBothStreams() {
        let recorder = LogRecorder()
        let log = OutputLog(log: recorder.logger, maximumOutput: 10)
        log.add(Array("ab\ncd".utf8), to: .standardOutput)
        log.add(Array("EF\nGHIJKL\n".utf8), to: .standardError)
        log.add(Array("ef\n".utf8), to: .standardOutput)
        #expect(recorder.outputs.map { "\($0.stream) \($0.line)" } == ["stdout ab", "stderr EF"])
        log.finish()
        #expect(recorder.lines() == ["ab", "cd"])
        #expect(recorder.lines(of: "stderr") == ["EF", "GH", "[8 bytes more were dropped]"])
        #expect(log.lastLines == ["EF", "GHIJKL"])
    }
}

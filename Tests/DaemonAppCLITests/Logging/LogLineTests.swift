import DaemonHost
import Logging
import Testing

@testable import DaemonAppCLI

/// A record of the log as a line.
@Suite struct LogLineTests {
    @Test(arguments: [
        ("all is well", "all is well"), ("one\ntwo", #"one\ntwo"#), ("\u{1B}[31mred", #"\u{1B}[31mred"#),
        // What would begin another line, or be read backwards.
        ("one\u{2028}two", #"one\u{2028}two"#), ("exe.\u{202E}txt", #"exe.\u{202E}txt"#),
    ])
    func staysOnItsLineAndReadsAsItIs(message: String, line: String) {
        #expect(LogLine.journal(.info, message, [:]) == "<6>\(line)")
        #expect(LogLine.journal(.error, "broken", [LogKey.daemon: "\(message)"]) == "<3>\(line): broken")
        #expect(LogLine.human(.info, message, [:], false).hasSuffix(" info     \(line)"))
    }
}

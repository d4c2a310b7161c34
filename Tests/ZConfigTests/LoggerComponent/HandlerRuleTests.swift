import BigInt
import Testing
import ZConfig

/// The rules for the keys of a handler's section together.
@Suite struct HandlerRuleTests {
    /// The values of a `logfile` section.
    struct LogFile: Sendable {
        var path = "app.log"
        var maxSize: BigInt = 0
        var oldFiles: BigInt = 0
        var when = ""
        var interval: BigInt = 0
        var encoding: String?
        var delay = false

        func check() throws {
            try LogFileRules.check(
                path: path, maxSize: maxSize, oldFiles: oldFiles, when: when, interval: interval, encoding: encoding,
                delay: delay)
        }
    }

    @Test(arguments: [
        LogFile(), LogFile(encoding: "utf-8", delay: true), LogFile(path: "STDOUT"), LogFile(path: "STDERR"),
        LogFile(path: "STDOUT", interval: 1, encoding: ""), LogFile(maxSize: 1, oldFiles: 1),
        LogFile(maxSize: 1, oldFiles: 1, interval: 2), LogFile(oldFiles: 3, when: "midnight"),
        LogFile(oldFiles: -1, when: "x", interval: -1), LogFile(path: "stdout", oldFiles: 1, when: "d"),
    ])
    func accepts(section: LogFile) throws {
        try section.check()
    }

    @Test(arguments: [
        (LogFile(path: "STDOUT", maxSize: 1), "STDOUT cannot be rotated: max-size, old-files and when are for files"),
        (LogFile(path: "STDERR", oldFiles: 1), "STDERR cannot be rotated: max-size, old-files and when are for files"),
        (LogFile(path: "STDOUT", when: "d"), "STDOUT cannot be rotated: max-size, old-files and when are for files"),
        (LogFile(path: "STDOUT", delay: true), "STDOUT is open already: delay is for files"),
        (LogFile(path: "STDOUT", encoding: "a"), "STDOUT has an encoding already: encoding is for files"),
        (LogFile(maxSize: 1), "old-files must be set for a log that is rotated"),
        (LogFile(when: "d"), "old-files must be set for a log that is rotated"),
        (LogFile(interval: 1), "old-files must be set for a log that is rotated"),
        (LogFile(maxSize: 1, oldFiles: 1, when: "d"), "a log is rotated by max-size or by when: both are set"),
        (LogFile(oldFiles: 1), "max-size or when must be set for a log that is rotated"),
        (LogFile(oldFiles: 1, interval: 1), "max-size or when must be set for a log that is rotated"),
    ])
    func refuses(section: LogFile, message: String) {
        #expect(throws: ConversionError(message)) { try section.check() }
    }

    @Test func wantsBothOfNameAndPassword() throws {
        try MailRules.check(username: "", password: "")
        try MailRules.check(username: "me", password: "secret")
        #expect(throws: ConversionError.self) { try MailRules.check(username: "me", password: "") }
        #expect(throws: ConversionError.self) { try MailRules.check(username: "", password: "secret") }
    }
}

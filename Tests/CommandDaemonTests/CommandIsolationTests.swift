import Glibc
import Testing

@testable import CommandDaemon

/// What a program gets from the app and what it does not, by either way in which it may be started.
@Suite struct CommandIsolationTests {
    let fixture: CommandFixture

    init() throws {
        fixture = try CommandFixture()
    }

    /// Settings of a script, as the app and, if possible, as another user.
    private func variants(_ script: String) throws -> [CommandSettings] {
        let settings = try CommandSettings.shell(script)
        guard geteuid() == 0, let root = try UserIdentity(named: "root") else { return [settings] }
        return [settings, settings.with { $0.user = root }]
    }

    @Test func inputIsEmpty() async throws {
        for settings in try variants("readlink /proc/$$/fd/0; cat; echo end") { try await fixture.run(settings) }
        #expect(fixture.log.lines().filter { $0 != "/dev/null" && $0 != "end" } == [])
        #expect(fixture.log.lines().last == "end")
    }

    @Test func noOtherDescriptors() async throws {
        let (low, high) = (dup(0), fcntl(0, F_DUPFD, 500))
        defer {
            close(low)
            close(high)
        }
        for settings in try variants("exec ls /proc/self/fd") {
            try await fixture.run(settings)
            #expect(fixture.log.lines().suffix(4) == ["0", "1", "2", "3"], "3 is the folder that ls reads")
        }
    }

    @Test func noSignalIsBlockedOrIgnored() async throws {
        for ignored in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { _ = signal(ignored, SIG_IGN) }
        for settings in try variants("exec cat /proc/self/status") {
            try await fixture.run(settings)
            let lines = fixture.log.lines()
            #expect(lines.last { $0.hasPrefix("SigBlk:") } == "SigBlk:\\t0000000000000000")
            #expect(lines.last { $0.hasPrefix("SigIgn:") } == "SigIgn:\\t0000000000000000")
        }
    }

    @Test func ownProcessGroup() async throws {
        for settings in try variants("echo $(($$ - $(cut -d ' ' -f 5 /proc/$$/stat)))") {
            try await fixture.run(settings)
            #expect(fixture.log.lines().last == "0")
        }
    }
}

import DaemonHost
import Glibc
import Scheduling
import Testing

@testable import DaemonAppCLI

/// What `systemctl status` shows.
@Suite struct StatusLineTests {
    private static let now: time_t = 1_800_000_000

    private func text(_ outlook: AppOutlook) -> String { StatusLine.text(outlook, at: Self.now) }

    private func next(in wait: Nanoseconds) -> String { text(AppOutlook(next: .init(daemon: "a", wait: wait))) }

    /// The time as the C library shows it, which has its own tests.
    private func clock(_ seconds: Int, _ format: String = "%H:%M:%S") -> String {
        var time = Self.now + seconds
        var (parts, room) = unsafe (tm(), [CChar](repeating: 0, count: 64))
        unsafe localtime_r(&time, &parts)
        let length = unsafe strftime(&room, room.count, format, &parts)
        return String(decoding: room.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test func whatIsNext() {
        #expect(next(in: .seconds(8)) == "next: a in 8s (at \(clock(8)))")
        #expect(next(in: .milliseconds(7_600)) == "next: a in 8s (at \(clock(8)))")
        #expect(next(in: .milliseconds(2)) == "next: a in 1s (at \(clock(1)))")
        #expect(next(in: .seconds(90)) == "next: a in 1m 30s (at \(clock(90)))")
        #expect(next(in: .seconds(86_400)) == "next: a in 1d (at \(clock(86_400, "%Y-%m-%d %H:%M:%S")))")
        #expect(next(in: .zero) == "next: a now")
        #expect(next(in: .forever) == "next: a never")
    }

    @Test func whatRuns() {
        #expect(text(AppOutlook(running: ["a"], runningCount: 1)) == "running: a")
        #expect(text(AppOutlook(running: ["a", "b"], runningCount: 9)) == "running: a, b and 7 more")
    }

    @Test func nothing() {
        #expect(text(AppOutlook()) == "nothing scheduled")
    }

    @Test func aNameIsOneLine() {
        let outlook = AppOutlook(running: ["q/a\nMAINPID=1"], runningCount: 1)
        #expect(text(outlook) == #"running: q/a\nMAINPID=1"#)
    }
}

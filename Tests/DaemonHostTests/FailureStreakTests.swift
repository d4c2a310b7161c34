import DaemonHost
import Scheduling
import Testing

/// Who is told of what, from events alone.
@Suite struct FailureStreakTests {
    private static let wait = Nanoseconds.seconds(10)

    /// What a play of events leads to: `failure 1 of a`, a line each.
    private func told(_ events: AppEvent.Kind...) -> [String] {
        notices(events).map { "\($0.event.rawValue) \($0.failures) of \($0.daemon)" }
    }

    /// The notices of events, one a second.
    private func notices(_ events: [AppEvent.Kind]) -> [FailureNotice] {
        var streaks = FailureStreaks()
        return events.enumerated().compactMap { second, kind in
            streaks.take(AppEvent(at: Instant(.seconds(Int64(second))), kind))
        }
    }

    private func failed(
        _ daemon: String = "a", run: Int = 1, _ error: String = "no", wait: Nanoseconds? = FailureStreakTests.wait
    ) -> AppEvent.Kind {
        .finish(
            daemon: daemon,
            .init(
                run: run, outcome: .failed, units: 0, wait: wait, next: wait.map { Instant($0) }, error: error,
                output: ["out \(run)"]))
    }

    private func ended(_ outcome: RunOutcome, _ daemon: String = "a", run: Int = 9) -> AppEvent.Kind {
        .finish(
            daemon: daemon,
            .init(
                run: run, outcome: outcome, units: 1, wait: FailureStreakTests.wait,
                next: Instant(FailureStreakTests.wait))
        )
    }

    @Test func aStreakIsToldOnceAndItsEndOnce() {
        #expect(
            told(
                ended(.worked(next: nil)), failed(), failed(), failed(), ended(.idle(next: nil)),
                ended(.worked(next: nil)), failed(), ended(.worked(next: nil)))
                == ["failure 1 of a", "recovery 3 of a", "failure 1 of a", "recovery 1 of a"])
    }

    @Test func aNoticeSaysWhatIsKnown() {
        let notices = notices([
            failed(run: 4, "first"), failed(run: 5, "second"), failed(run: 6, "third"), ended(.idle(next: nil), run: 7),
        ])
        let first = FailureNotice(
            event: .failure, daemon: "a", run: 4, at: .start, since: .start, failures: 1, error: "first",
            output: ["out 4"], wait: FailureStreakTests.wait)
        let second = FailureNotice(
            event: .recovery, daemon: "a", run: 7, at: Instant(.seconds(3)), since: .start, failures: 3, error: "third",
            output: [], wait: FailureStreakTests.wait)
        #expect(notices == [first, second])
    }

    @Test func daemonsHaveStreaksOfTheirOwn() {
        #expect(
            told(failed("q/a"), failed("q/b"), failed("q/a"), ended(.idle(next: nil), "q/b"), ended(.done, "q/a"))
                == ["failure 1 of q/a", "failure 1 of q/b", "recovery 1 of q/b", "recovery 2 of q/a"])
    }

    @Test func whatTheStopCancelsHasNotFailed() {
        #expect(told(.stopping(.signal), .cancel(daemon: "a"), failed()).isEmpty)
        #expect(told(failed(), .stopping(.signal), .cancel(daemon: "a"), failed()) == ["failure 1 of a"])
    }

    @Test func whatFailsByItselfDuringTheStopHasFailed() {
        #expect(told(.stopping(.signal), failed()) == ["failure 1 of a"])
    }

    @Test func aRunTimeoutIsAFailureEvenIfTheStopComesAfterIt() {
        #expect(told(.cancel(daemon: "a"), failed()) == ["failure 1 of a"])
        #expect(
            told(.cancel(daemon: "a"), .stopping(.idle), .cancel(daemon: "a"), failed()) == ["failure 1 of a"])
        // It concerns one run only.
        #expect(
            told(.cancel(daemon: "a"), failed(), .stopping(.idle), .cancel(daemon: "a"), failed())
                == ["failure 1 of a"])
    }

    @Test func whatIsRemovedTakesItsStreakWithIt() {
        #expect(
            told(failed(), .removed(daemon: "a"), ended(.worked(next: nil))) == ["failure 1 of a"])
        #expect(told(.removed(daemon: "a"), failed(wait: nil)).isEmpty)
        let added = AppEvent.Kind.added(
            daemon: "a", DaemonSnapshot(DaemonParameters(runEvery: .seconds(1)), instant: .start))
        #expect(told(failed(), .removed(daemon: "a"), added, failed()) == ["failure 1 of a", "failure 1 of a"])
    }

    @Test func aPauseDoesNotEndAStreak() {
        #expect(
            told(failed(), .pause(daemon: "a"), .resume(daemon: "a"), failed(), ended(.worked(next: nil)))
                == ["failure 1 of a", "recovery 2 of a"])
    }
}

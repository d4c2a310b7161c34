import Scheduling
import Testing

/// Why a daemon does not run now, and when it will; and what the schedule knows of it.
@Suite struct ExplanationTests {
    let timeline = Timeline(listensForRequests: true)

    @Test func running() {
        timeline.add("a", .init(runEvery: 10.s, startAfter: 1.s, runTimeout: 3.s), .open)
        timeline.pass(2.s)
        #expect(timeline.explain("a") == .running(since: at(1.s), isTimedOut: false))
        timeline.pass(2.s)
        #expect(timeline.explain("a") == .running(since: at(1.s), isTimedOut: true))
        timeline.finish("a")
        #expect(timeline.explain("a") == .waiting(until: at(14.s)))
    }

    @Test func runningGoesBeforePausedAndStopping() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.pause("a")
        timeline.stop(.signal)
        #expect(timeline.explain("a") == .running(since: .start, isTimedOut: false))
    }

    @Test func waiting() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pass(2.s)
        #expect(timeline.explain("a") == .waiting(until: at(10.s)))
    }

    @Test func waitingForWhatNeverComes() {
        timeline.add("a", .init(runEvery: .forever))
        timeline.settle()
        #expect(timeline.explain("a") == .waiting(until: .never))
    }

    @Test func behindWhoHoldsTheFloorAndWhoGoesFirst() {
        timeline.add("hog", .init(runEvery: 99.s), .open)
        timeline.add("own", .init(runEvery: 99.s, floor: .own), .open)
        timeline.settle()
        for (name, priority) in [("low", Int64(1)), ("high", 3), ("mid", 2)] {
            timeline.add(name, .init(runEvery: 99.s, priority: priority))
        }
        timeline.add("patient", .init(runEvery: 99.s, maximumWait: 5.s))
        timeline.add("paused", .init(runEvery: 99.s, priority: 9))
        timeline.pause("paused")
        timeline.pass(1.s)
        #expect(ahead(of: "low") == ["high", "mid"])
        #expect(ahead(of: "patient") == ["high", "mid", "low"])
        #expect(ahead(of: "high") == [])
        timeline.pass(4.s)
        #expect(ahead(of: "low") == ["patient", "high", "mid"])
        #expect(timeline.explain("patient") == .behind(since: .start, holders: [timeline.id("hog")], ahead: []))
    }

    private func ahead(of name: String) -> [String]? {
        guard case .behind(_, let holders, let ahead) = timeline.explain(name) else { return nil }
        #expect(holders == [timeline.id("hog")])
        return ahead.map(timeline.name)
    }

    /// Asked before the starts of its instant.
    @Test func behindNobodyWhileItsFloorIsFree() {
        timeline.add("a", .init(runEvery: 99.s), .open)
        timeline.settle()
        timeline.add("own", .init(runEvery: 99.s, floor: .own))
        #expect(timeline.explain("own") == .behind(since: .start, holders: [], ahead: []))
        let wide = Timeline(AppParameters(concurrency: 2))
        wide.add("a", .init(runEvery: 99.s), .open)
        wide.settle()
        wide.add("b", .init(runEvery: 99.s))
        #expect(wide.explain("b") == .behind(since: .start, holders: [], ahead: []))
    }

    @Test func waitingForQuiet() {
        timeline.add("sweep", .init(runEvery: 10.s, whenQuietFor: 3.s))
        timeline.pass(9.s)
        timeline.request()
        #expect(timeline.explain("sweep") == .waiting(until: at(10.s)))
        timeline.pass(2.s)
        #expect(timeline.explain("sweep") == .waitingForQuiet(since: at(10.s), until: nil))
        timeline.respond()
        #expect(timeline.explain("sweep") == .waitingForQuiet(since: at(10.s), until: at(14.s)))
    }

    @Test func whoeverWaitsForQuietIsAheadOfNobody() {
        timeline.add("hog", .init(runEvery: 99.s), .open)
        timeline.settle()
        timeline.add("sweep", .init(runEvery: 10.s, priority: 9, whenQuietFor: 3.s))
        timeline.add("low", .init(runEvery: 99.s))
        timeline.pass(1.s)
        #expect(ahead(of: "low") == ["sweep"])
        timeline.hit()
        #expect(ahead(of: "low") == [])
        timeline.pass(3.s)
        #expect(ahead(of: "low") == ["sweep"])
    }

    @Test func pausedByAnOperator() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.settle()
        timeline.pause("a")
        #expect(timeline.explain("a") == .paused(by: .operator, due: at(10.s)))
        timeline.pass(11.s)
        #expect(timeline.explain("a") == .paused(by: .operator, due: at(10.s)))
    }

    @Test func pausedByFailures() {
        timeline.add("a", .init(runEvery: 10.s, failureLimit: 2), .failing)
        timeline.pass(30.s)
        #expect(timeline.explain("a") == .paused(by: .failures(2), due: at(20.s)))
    }

    @Test func stopping() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.add("b", .init(runEvery: 10.s))
        timeline.settle()
        timeline.pause("b")
        timeline.stop(.operator)
        #expect(timeline.explain("b") == .stopping(.operator))
    }

    @Test func removed() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.remove("a")
        #expect(timeline.explain("a") == .removed)
        #expect(timeline.status("a") == nil)
        #expect(timeline.scheduler.parameters(of: timeline.id("a")) == nil)
    }

    // MARK: Status

    @Test func theStatusSaysWhatADaemonDoes() throws {
        timeline.add("hog", .init(runEvery: 99.s), .open)
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 2.s, startAfter: 3.s, failureLimit: 2), .failing)
        timeline.settle()
        var status = try #require(timeline.status("a"))
        #expect(status.phase == .waiting && status.instant == at(3.s) && status.interval == 10.s)
        timeline.pass(4.s)
        status = try #require(timeline.status("a"))
        #expect(status.phase == .ready && status.instant == at(3.s))
        status = try #require(timeline.status("hog"))
        #expect(status.phase == .running && status.instant == .start && status.pausedBy == nil)
        timeline.pause("hog")
        status = try #require(timeline.status("hog"))
        #expect(status.phase == .running && status.pausedBy == .operator)
        timeline.finish("hog")
        timeline.settle()
        status = try #require(timeline.status("a"))
        #expect(status.phase == .waiting && status.instant == at(16.s) && status.interval == 12.s)
        #expect(status.failures == 1 && status.pausedBy == nil)
        timeline.pass(99.s)
        status = try #require(timeline.status("a"))
        #expect(status.phase == .waiting && status.failures == 2 && status.pausedBy == .failures(2))
        #expect(timeline.scheduler.parameters(of: timeline.id("a"))?.failureLimit == 2)
    }
}

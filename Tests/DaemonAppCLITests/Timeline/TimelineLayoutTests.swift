import ScheduleSimulation
import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct TimelineLayoutTests {
    @Test func runsLieWhereTheyHappened() {
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(10), startAfter: length(5)), .idle(2))
        play.end = at(25)
        let lane = play.timeline.lanes[0]
        #expect(lane.runs.map(\.span) == [span(5, 7), span(17, 19)])
        #expect(lane.runs.map(\.number) == [1, 2])
        #expect(lane.runs.map(\.wait.since) == [at(0), at(7)])
        #expect(lane.runs.map(\.wait.due) == [at(5), at(17)])
        #expect(lane.runs.allSatisfy { $0.mark == .idle && $0.wait.obstacles == Obstacles() })
    }

    @Test func outcomesAreMarked() {
        var work = DaemonWorkload()
        work.arrivals = [.init(at: at(0), units: 1)]
        work.failingRuns = [2]
        work.doneAfterRuns = 4
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(10)), work)
        let lane = play.timeline.lanes[0]
        #expect(lane.runs.map(\.mark) == [.worked, .failed, .idle, .done])
        #expect(lane.counts == [.worked: 1, .failed: 1, .idle: 1, .done: 1])
        guard case .done(since: at(30)) = lane.state else {
            Issue.record("\(lane.state)")
            return
        }
    }

    @Test func aRunIsBehindThoseWhoHoldTheFloor() {
        var play = Play()
        play.add("long", DaemonParameters(runEvery: length(100), priority: 2), .idle(4))
        play.add("next", DaemonParameters(runEvery: length(100), priority: 1), .idle(3))
        play.add("apart", DaemonParameters(runEvery: length(100), floor: .own), .idle(30))
        play.add("last", DaemonParameters(runEvery: length(100), startAfter: length(2)))
        let timeline = play.timeline
        let obstacles = timeline.lanes.map { $0.runs[0].wait.obstacles }
        #expect(obstacles[0] == Obstacles())
        #expect(obstacles[1] == Obstacles(floor: [span(0, 4)], holders: [0]))
        #expect(obstacles[2] == Obstacles())
        #expect(obstacles[3] == Obstacles(floor: [span(2, 7)], holders: [0, 1]))
        #expect(timeline.behind(obstacles[3]) == "behind long and next")
        #expect(timeline.words(obstacles[3]) == ["waited 5s for a floor behind long and next"])
    }

    @Test func ofManyHoldersOnlyTheFirstAreNamed() {
        var play = Play()
        for number in 0..<6 { play.add("d\(number)", DaemonParameters(runEvery: length(100)), .idle(1)) }
        let timeline = play.timeline
        #expect(timeline.behind(timeline.lanes[5].runs[0].wait.obstacles) == "behind d0, d1, d2 and 2 more")
        #expect(timeline.behind(timeline.lanes[3].runs[0].wait.obstacles) == "behind d0, d1 and d2")
    }

    @Test func whoRunsAgainAtOnceStillHeldTheFloor() {
        var play = Play()
        play.app.parameters.concurrency = 2
        let busy = DaemonParameters(runEvery: length(10), minimumIdle: .zero, priority: 1)
        var work = DaemonWorkload()
        work.arrivals = [.init(at: at(0), units: 1), .init(at: at(5), units: 1)]
        work.timePerUnit = length(5)
        play.add("busy", busy, work)
        play.add("other", DaemonParameters(runEvery: length(100)), .idle(5))
        play.add("last", DaemonParameters(runEvery: length(100), startAfter: length(1)))
        let obstacles = play.timeline.lanes[2].runs[0].wait.obstacles
        #expect(obstacles == Obstacles(floor: [span(1, 5)], holders: [0, 1]))
    }

    @Test func anIdleTaskWaitsForQuietAndForAFloorApart() {
        var play = Play()
        play.add("idle", DaemonParameters(runEvery: length(100), startAfter: length(5), whenQuietFor: length(2)))
        play.add("long", DaemonParameters(runEvery: length(100), startAfter: length(6)), .idle(10))
        play.workload.requests = [.init(start: at(4), length: length(2)), .init(start: at(9), length: length(1))]
        let obstacles = play.timeline.lanes[0].runs[0].wait.obstacles
        #expect(obstacles.quiet == [span(5, 8), span(9, 12)])
        #expect(obstacles.floor == [span(8, 9), span(12, 16)])
        #expect(obstacles.holders == [1])
    }

    @Test func whoNeverStartsWaitsUpToTheStop() {
        var play = Play()
        play.app.parameters.shutdownAfter = length(8)
        play.add("long", DaemonParameters(runEvery: length(100), priority: 1), .idle(10))
        play.add("never", DaemonParameters(runEvery: length(100), startAfter: length(3)))
        let timeline = play.timeline
        guard case .waiting(let wait) = timeline.lanes[1].state else {
            Issue.record("\(timeline.lanes[1].state)")
            return
        }
        #expect(wait.obstacles == Obstacles(floor: [span(3, 8)], holders: [0]))
    }

    @Test func wakesAreSeen() {
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(10)), .idle(2))
        play.workload.wakes = [.init(at: at(5), daemon: "a"), .init(at: at(6), daemon: "a")]
        play.end = at(25)
        let runs = play.timeline.lanes[0].runs
        #expect(runs.map(\.start) == [at(0), at(5), at(7), at(19)])
        #expect(runs.map(\.wait.isWoken) == [false, true, true, false])
    }

    @Test func failureLimitPauses() {
        var work = DaemonWorkload()
        work.failingRuns = [1, 3, 4]
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(1), failureLimit: 2), work)
        let lane = play.timeline.lanes[0]
        guard case .paused(since: at(3)) = lane.state else {
            Issue.record("\(lane.state)")
            return
        }
        #expect(play.timeline.words(lane.runs[3], of: lane).last == "no next run: paused by FailureLimit")
    }

    @Test func aRunIsToldInWords() {
        var work = DaemonWorkload()
        work.arrivals = [.init(at: at(0), units: 1)]
        work.timePerUnit = length(0.25)
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(90)), work)
        play.end = at(100)
        let timeline = play.timeline
        #expect(
            timeline.words(timeline.lanes[0].runs[0], of: timeline.lanes[0]) == [
                "a, run 1: worked, 1 unit", "start 0s, length 0.25s", "due 0s", "next wait 1m 30s, due 1m 30.25s",
            ])
    }

    // MARK: Endings

    @Test func anIdleStopHasTheGapThatEndsIt() {
        var play = Play()
        play.app.parameters.stayAliveFor = length(15)
        play.app.parameters.shutdownIfIdle = length(8)
        play.add("a", DaemonParameters(runEvery: length(10)))
        let ending = play.timeline.ending
        #expect(ending.at == at(20))
        #expect(ending.gap == span(20, 30))
        #expect(ending.grace == nil)
        #expect(ending.axisEnd == at(30))
        #expect(ending.words == "stops at 20s: idle (nothing is scheduled for ShutdownIfIdle); next due at 30s")
    }

    @Test func aLongGapDoesNotFillThePicture() {
        var play = Play()
        play.app.parameters.stayAliveFor = length(30)
        play.app.parameters.shutdownIfIdle = length(5)
        play.add("a", DaemonParameters(runEvery: length(100_000)))
        let ending = play.timeline.ending
        #expect(ending.gap == span(30, 100_000))
        #expect(ending.axisEnd == at(50))
    }

    @Test func anEndlessGapReachesTheRightEdge() {
        var work = DaemonWorkload()
        work.failingRuns = [1]
        var play = Play()
        play.app.parameters.stayAliveFor = length(8)
        play.app.parameters.shutdownIfIdle = length(5)
        play.add("a", DaemonParameters(runEvery: length(10), failureLimit: 1), work)
        let ending = play.timeline.ending
        #expect(ending.gap == Span(at(8), .never))
        #expect(ending.axisEnd == at(9))
    }

    @Test func aDeadlineGivesAGrace() {
        var play = Play()
        play.app.parameters.shutdownAfter = length(10)
        play.app.parameters.gracePeriod = length(3)
        play.add("a", DaemonParameters(runEvery: length(9)), .idle(6))
        let timeline = play.timeline
        #expect(timeline.ending.reason == .deadline)
        #expect(timeline.ending.grace == nil)

        play.app.daemons[0].parameters.startAfter = length(9)
        let cut = play.timeline
        #expect(cut.ending.grace == span(10, 13))
        #expect(cut.ending.gap == nil)
        #expect(cut.lanes[0].runs.map(\.mark) == [.unfinished])
        #expect(cut.lanes[0].runs.map(\.span) == [span(9, 13)])
        #expect(cut.words(cut.lanes[0].runs[0], of: cut.lanes[0])[0] == "a, run 1: cut off at the end of the grace")
    }

    @Test func theLastRequestGivesAGrace() {
        var play = Play()
        play.app.parameters.maximumRequests = 1
        play.add("a", DaemonParameters(runEvery: length(100)), .idle(9))
        play.workload.requests = [.init(start: at(1), length: length(1)), .init(start: at(1), length: length(3))]
        let ending = play.timeline.ending
        #expect(ending.reason == .requests)
        #expect(ending.grace == span(2, 9))
    }

    @Test func aSimulationMayEndFirst() {
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(50)), .idle(20))
        let timeline = play.timeline
        #expect(timeline.ending.reason == nil)
        #expect(timeline.ending.axisEnd == at(60))
        #expect(timeline.lanes[0].runs.map(\.mark) == [.idle])
        play.end = at(75)
        #expect(play.timeline.lanes[0].runs.map(\.mark) == [.idle, .unfinished])
    }
}

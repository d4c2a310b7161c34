import ScheduleSimulation
import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct RunBandTests {
    /// Runs at 0, 1, 2, … of which the last belongs to the simulation.
    private func timeline(runs: Int, daemons: Int = 1) -> Timeline {
        var play = Play()
        for number in 0..<daemons { play.add("d\(number)", DaemonParameters(runEvery: length(1))) }
        play.end = at(Double(runs - 1))
        return play.timeline
    }

    @Test func aLaneHasItsRunsOneByOneUpToItsLimit() throws {
        let full = timeline(runs: DaemonLane.mostRuns).lanes[0]
        #expect(full.runs.count == 2_000)
        #expect(full.band == nil)

        let over = timeline(runs: DaemonLane.mostRuns + 1).lanes[0]
        #expect(over.runs.isEmpty)
        let band = try #require(over.band)
        #expect(band.span == span(0, 2_000))
        #expect(over.counts == [.idle: 2_001])
    }

    @Test func aBandTellsItsCountsAndKeepsWhatIsRare() throws {
        var work = DaemonWorkload()
        work.failingRuns = [1_001]
        work.arrivals = [.init(at: at(200), units: 7)]
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(0.1)), work)
        play.end = at(3_600)
        let timeline = play.timeline
        let lane = timeline.lanes[0]
        let band = try #require(lane.band)
        #expect(band.marks[.failed]?.spans == [span(100, 100)])
        #expect(band.marks[.worked]?.spans == [span(200, 200)])
        #expect(
            timeline.words(band, of: lane) == [
                "a: 36001 runs from 0s to 1h", "35999 idle, 1 worked, 1 failed", "0 waited for a floor, 0 for quiet",
            ])
    }

    @Test func aBandKeepsItsWaits() throws {
        var play = Play()
        play.add("hog", DaemonParameters(runEvery: length(1_000)), .idle(10))
        play.add("a", DaemonParameters(runEvery: length(1), startAfter: length(5)))
        play.end = at(2_500)
        let band = try #require(play.timeline.lanes[1].band)
        #expect(band.waitsForFloor == 3)
        #expect(band.floor.spans.first == span(5, 10))
    }

    @Test func theFullestLanesBecomeBandsWhenThereAreTooManyRunsInAll() {
        #expect(timeline(runs: 200, daemons: 100).lanes.allSatisfy { $0.band == nil })
        #expect(timeline(runs: 201, daemons: 100).lanes.allSatisfy { $0.band != nil && $0.runCount == 201 })

        var play = Play()
        for number in 0..<60 {
            play.add("d\(number)", DaemonParameters(runEvery: length(number % 2 == 0 ? 1 : 10)))
        }
        play.end = at(1_000)
        let lanes = play.timeline.lanes
        #expect(lanes.map { $0.band != nil } == lanes.indices.map { $0 % 2 == 0 })
        #expect(lanes[0].runCount == 1_001)
        #expect(lanes[1].runs.count == 101)
    }
}

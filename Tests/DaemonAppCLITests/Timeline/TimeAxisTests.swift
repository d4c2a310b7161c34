import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct TimeAxisTests {
    @Test(
        arguments: [
            (0.000_000_001, ["0s", "0.000000001s"]),
            (0.5, ["0s", "0.1s", "0.2s", "0.3s", "0.4s", "0.5s"]),
            (9, ["0s", "2s", "4s", "6s", "8s"]),
            (30, ["0s", "5s", "10s", "15s", "20s", "25s", "30s"]),
            (150, ["0s", "30s", "1m", "1m 30s", "2m", "2m 30s"]),
            (3600, ["0s", "10m", "20m", "30m", "40m", "50m", "1h"]),
            (86_400, ["0s", "6h", "12h", "18h", "1d"]),
            (3_000_000, ["0s", "1w", "2w", "3w", "4w"]),
        ] as [(Double, [String])])
    func itsTicksAreRound(end: Double, labels: [String]) {
        #expect(TimeAxis(end: at(end), mostSteps: 6).ticks.map(\.exactText) == labels)
    }

    @Test func itHasSomeTicksAndNotTooManyWhateverItsLength() {
        var end: Int64 = 1
        while end < .max / 3 {
            let ticks = TimeAxis(end: Instant(Nanoseconds(end)), mostSteps: 12).ticks
            #expect(ticks.count >= 2 && ticks.count <= 13, "\(end)")
            #expect(ticks.last.map { $0 <= Instant(Nanoseconds(end)) } == true)
            end = end * 3 / 2 + 1
        }
        #expect((2...13).contains(TimeAxis(end: .never, mostSteps: 12).ticks.count))
    }

    @Test(arguments: [
        (0, "0s"), (1, "0.000000001s"), (100_250_000_000, "1m 40.25s"), (3_600_000_000_000, "1h"),
        (694_861_000_000_001, "1w 1d 1h 1m 1.000000001s"), (Int64.max, "never"),
    ])
    func lengthsAreExact(count: Int64, text: String) {
        #expect(Nanoseconds(count).exactText == text)
    }

    @Test func placesAreProportionalAndEndAtTheRightEdge() {
        let scale = TimeScale(end: at(10), left: 100, width: 50)
        #expect(scale.x(.start) == 100)
        #expect(scale.x(at(5)) == 125)
        #expect(scale.x(at(10)) == 150)
        #expect(scale.x(.never) == 150)
    }
}

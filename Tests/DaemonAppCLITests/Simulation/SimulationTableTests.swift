import ScheduleSimulation
import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct SimulationTableTests {
    /// The cells of each line.
    private func cells(_ play: Play) -> [[String]] {
        play.table.text(isColourful: false).split(separator: "\n").map { line in
            var cells: [String] = []
            var rest = line[...]
            while let end = rest.firstRange(of: "  ") {
                cells.append(String(rest[..<end.lowerBound]))
                rest = rest[end.upperBound...].drop { $0 == " " }
            }
            return cells + [String(rest)]
        }
    }

    @Test func itHasARowADaemonInTheOrderOfTheFile() {
        var work = DaemonWorkload()
        work.arrivals = [.init(at: at(0), units: 1)]
        work.failingRuns = [3]
        work.timeWhenIdle = length(0.5)
        var done = DaemonWorkload()
        done.doneAfterRuns = 1
        var play = Play()
        play.app.parameters.stayAliveFor = length(35)
        play.app.parameters.shutdownIfIdle = length(5)
        play.add("b", DaemonParameters(runEvery: length(10)), work)
        play.add("once", DaemonParameters(runEvery: length(10), startAfter: length(5)), done)
        play.add("a", DaemonParameters(runEvery: length(10), startAfter: length(3_000)))
        let cells = cells(play)
        #expect(cells[0] == ["DAEMON", "RUNS", "WORKED", "IDLE", "FAILED", "FIRST", "LAST", "LONGEST WAIT", "NEXT"])
        #expect(cells[1] == ["b", "4", "1", "2", "1", "0s", "31s", "10s", "41.5s"])
        #expect(cells[2] == ["once", "1", "0", "0", "0", "5s", "5s", "-", "done"])
        #expect(cells[3] == ["a", "0", "0", "0", "0", "-", "-", "-", "50m"])
        #expect(cells[4] == ["foo stops at 35s: idle (nothing is scheduled for ShutdownIfIdle); next due at 41.5s"])
    }

    @Test func itSaysWhereTheSimulationEnds() {
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(10)))
        #expect(cells(play).last == ["foo is still running at 1m, where the simulation ends"])
    }

    @Test func itNamesTheReasonOfAHardStop() {
        var play = Play()
        play.app.parameters.shutdownAfter = length(0.25)
        play.add("a", DaemonParameters(runEvery: length(10)))
        #expect(cells(play).last == ["foo stops at 0.25s: deadline (ShutdownAfter has come); next due at 10s"])
        #expect(cells(Play()).last == ["foo stops at 0s: done (no daemon is left and nobody listens)"])
    }

    @Test func whatDoesNotPrintIsEscaped() {
        var play = Play()
        play.app.name = "f\u{7}o"
        play.add("a\u{1B}[1m", DaemonParameters(runEvery: length(10)))
        let text = play.table.text(isColourful: false)
        #expect(text.contains(#"a\u{1B}[1m"#))
        #expect(text.contains(#"f\u{07}o is still running"#))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 })
    }
}

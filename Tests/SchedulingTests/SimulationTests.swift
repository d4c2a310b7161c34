import ScheduleSimulation
import Scheduling
import Testing

/// The simulation plays an app in virtual time.
@Suite struct SimulationTests {
    /// What the finishes of a trace say: the instant, the outcome and the units.
    private func finishes(_ work: DaemonWorkload, recordCount: Int? = nil, runTimeout: Nanoseconds? = nil) -> [String] {
        let parameters = DaemonParameters(runEvery: 10.s, runTimeout: runTimeout)
        let daemon = SimulatedApp.Daemon(name: "a", parameters: parameters, recordCount: recordCount)
        return Simulation.trace([daemon], Workload("a", work), until: 45.s).compactMap { event in
            guard case .finish(_, _, let outcome, let units, _, _) = event.kind else { return nil }
            var text = "\(outcome.name) \(units) at "
            text.append(seconds: event.at.sinceStart)
            return text
        }
    }

    @Test func workThatArrivesUpToTheStartOfARunIsItsWork() {
        let work = DaemonWorkload(arrivals: [(21.s, 1), (10.s, 2), (9.s, 1), (20.s + 1.ns, 4)])
        #expect(finishes(work) == ["idle 0 at 0", "worked 3 at 10", "idle 0 at 20", "worked 5 at 30", "idle 0 at 40"])
    }

    @Test func aRunTakesNoMoreThanRecordCount() {
        let work = DaemonWorkload(arrivals: [(0.s, 5)])
        #expect(
            finishes(work, recordCount: 2)
                == ["worked 2 at 0", "worked 2 at 10", "worked 1 at 20", "idle 0 at 30", "idle 0 at 40"])
    }

    @Test func aRunTakesItsTime() {
        let work = DaemonWorkload(arrivals: [(0.s, 2)], perUnit: 1.5.s, whenIdle: 1.s)
        #expect(finishes(work) == ["worked 2 at 3", "idle 0 at 14", "idle 0 at 25", "idle 0 at 36"])
    }

    @Test func aRunThatFailsTakesNoUnits() {
        let work = DaemonWorkload(arrivals: [(0.s, 2)], perUnit: 1.s, whenIdle: 0.5.s, failing: [1, 3])
        #expect(
            finishes(work) == [
                "failed 0 at 0.5", "worked 2 at 12.5", "failed 0 at 23", "idle 0 at 33.5", "idle 0 at 44",
            ])
    }

    @Test func unitsOfARunThatTakesTooLongStayPending() {
        let work = DaemonWorkload(arrivals: [(0.s, 2), (15.s, 1)], perUnit: 2.s, whenIdle: 3.s)
        #expect(finishes(work, runTimeout: 4.s) == ["worked 2 at 4", "idle 0 at 17", "worked 1 at 29", "idle 0 at 42"])
        #expect(
            finishes(work, runTimeout: 3.s) == ["failed 0 at 3", "failed 0 at 16", "failed 0 at 29", "failed 0 at 42"])
    }

    @Test(arguments: [
        (DaemonWorkload(arrivals: [(0.s, 3)], perUnit: 1.s, doneAfter: 1), "done 3 at 3"),
        (DaemonWorkload(whenIdle: 2.s, doneAfter: 1), "done 0 at 2"),
        (DaemonWorkload(whenIdle: 2.s, failing: [1], doneAfter: 1), "done 0 at 2"),
        (DaemonWorkload(arrivals: [(0.s, 9)], perUnit: 1.s, doneAfter: 1), "done 0 at 5"),  // RunTimeout 5 s
    ])
    func aRunAfterWhichTheDaemonIsDone(work: DaemonWorkload, finish: String) {
        #expect(finishes(work, runTimeout: 5.s) == [finish])
    }

    @Test func theTraceOfASmallApp() {
        let daemon = SimulatedApp.Daemon(name: "a", parameters: .init(runEvery: 2.s))
        var workload = Workload(requests: [(3.s, 0.5.s), (1.s, .zero)])
        workload.wakes = [.init(at: at(3.s), daemon: "a"), .init(at: at(3.s), daemon: "nobody")]
        let lines = Simulation.trace([daemon], workload, until: 4.s).map(\.json)
        #expect(
            lines == [
                #"{"at":0,"event":"start","app":"foo"}"#,
                #"{"at":0,"event":"run","daemon":"a","run":1,"due":0}"#,
                #"{"at":0,"event":"finish","daemon":"a","run":1,"outcome":"idle","units":0,"wait":2,"next":2}"#,
                #"{"at":1,"event":"request"}"#,
                #"{"at":1,"event":"response"}"#,
                #"{"at":2,"event":"run","daemon":"a","run":2,"due":2}"#,
                #"{"at":2,"event":"finish","daemon":"a","run":2,"outcome":"idle","units":0,"wait":2,"next":4}"#,
                #"{"at":3,"event":"request"}"#,
                #"{"at":3,"event":"run","daemon":"a","run":3,"due":3}"#,
                #"{"at":3,"event":"finish","daemon":"a","run":3,"outcome":"idle","units":0,"wait":2,"next":5}"#,
                #"{"at":3.5,"event":"response"}"#,
                #"{"at":4,"event":"end"}"#,
            ])
    }

    @Test func theLastInstantBelongsToTheSimulation() {
        let daemon = SimulatedApp.Daemon(name: "a", parameters: .init(runEvery: 2.s))
        let events = Simulation.trace([daemon], until: 4.s)
        #expect(events.filter { $0.at == at(4.s) }.count == 3)
        #expect(events.last == TraceEvent(at: at(4.s), .end))
    }

    @Test func aStopEndsTheTraceWithoutAnotherEnd() {
        let events = Simulation.trace([], until: 4.s)
        #expect(events.last == TraceEvent(at: .start, .stop(.done, next: nil)))
    }

    /// Requests that arrive come before requests that end; the second answer stops the app.
    @Test func refusedRequestsAndRunsThatAreCutOffHaveNoLine() {
        let daemon = SimulatedApp.Daemon(name: "a", parameters: .init(runEvery: 60.s))
        var workload = Workload(requests: [(1.s, 1.s), (2.s, 1.s), (3.s, 5.s), (4.s, 1.s)])
        workload.daemons["a"] = DaemonWorkload(whenIdle: 50.s)
        let app = AppParameters(gracePeriod: 10.s, maximumRequests: 2)
        let lines = Simulation.trace([daemon], app: app, workload, until: 60.s).map(\.json).dropFirst(2)
        #expect(
            Array(lines) == [
                #"{"at":1,"event":"request"}"#, #"{"at":2,"event":"request"}"#, #"{"at":2,"event":"response"}"#,
                #"{"at":3,"event":"request"}"#, #"{"at":3,"event":"response"}"#, #"{"at":8,"event":"response"}"#,
                #"{"at":13,"event":"stop","reason":"requests","next":13}"#,
            ])
    }

    @Test func theSameSeedGivesTheSameTraceAndAnotherSeedAnother() {
        let daemons = ["a", "b"].map {
            SimulatedApp.Daemon(name: $0, parameters: .init(runEvery: 1.s, jitter: Jitter(0.3)))
        }
        let traces = [5, 5, 6].map { Simulation.trace(daemons, until: 60.s, seed: $0) }
        #expect(traces[0] == traces[1])
        #expect(traces[0] != traces[2])
    }

    @Test func anErrorOfTheObserverEndsTheSimulation() {
        struct Refusal: Error {}
        let app = SimulatedApp(name: "foo", parameters: AppParameters(), daemons: [])
        var simulation = Simulation(app, Workload(), until: at(1.s))
        #expect(throws: Refusal.self) { try simulation.run { _ in throw Refusal() } }
    }
}

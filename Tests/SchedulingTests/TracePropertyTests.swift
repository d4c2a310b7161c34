import ScheduleSimulation
import Scheduling
import Testing

/// What is so of every trace of a simulation.
@Suite struct TracePropertyTests {
    @Test(arguments: 0..<4)
    func tracesAreConsistent(block: Int) throws {
        var lines = 0
        for seed in UInt64(block * 50)..<UInt64(block * 50 + 50) {
            let events = trace(seed)
            lines += events.count
            do {
                var reader = TraceReader(concurrency: app(seed).parameters.concurrency)
                for event in events { try reader.read(event) }
                try reader.end()
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
            #expect(trace(seed) == events, "seed \(seed)")
        }
        #expect(lines > 2000)
    }

    private func app(_ seed: UInt64) -> SimulatedApp {
        var random = SplitMix64(seed: seed)
        return .random(using: &random)
    }

    private func trace(_ seed: UInt64) -> [TraceEvent] {
        var random = SplitMix64(seed: seed)
        let app = SimulatedApp.random(using: &random)
        var simulation = Simulation(app, .random(app, using: &random), until: at(200.ns), seed: seed)
        var events: [TraceEvent] = []
        simulation.run { events.append($0) }
        return events
    }
}

/// Reads a trace and checks that each line can follow the ones before.
private struct TraceReader {
    let concurrency: Int
    private var now = Instant.start
    private var running: Set<String> = []
    private var runs: [String: Int] = [:]
    private var dues: [String: Instant] = [:]
    private var gone: Set<String> = []
    private var inFlight = 0
    private var isFirst = true
    private var isOver = false

    init(concurrency: Int) {
        self.concurrency = concurrency
    }

    mutating func read(_ event: TraceEvent) throws {
        if event.at < now || isOver { throw Discrepancy("after \(now): \(event.json)") }
        now = event.at
        if case .start = event.kind {} else if isFirst { throw Discrepancy("it does not begin with a start") }
        isFirst = false
        switch event.kind {
        case .start: break
        case .run(let daemon, let run, let due): try start(daemon, run, due)
        case .finish(let daemon, let run, let outcome, _, let wait, let next):
            guard running.remove(daemon) != nil, runs[daemon] == run else { throw Discrepancy(event.json) }
            dues[daemon] = next
            if outcome == .done { gone.insert(daemon) }
            if let wait, let next, next - now != wait { throw Discrepancy(event.json) }
            if (next == nil) != (outcome == .done) { throw Discrepancy(event.json) }
        case .request: inFlight += 1
        case .response:
            inFlight -= 1
            if inFlight < 0 { throw Discrepancy(event.json) }
        case .stop(_, let next):
            if let next, next < now { throw Discrepancy(event.json) }
            isOver = true
        case .end: isOver = true
        }
    }

    private mutating func start(_ daemon: String, _ run: Int, _ due: Instant) throws {
        let isNext = run == runs[daemon, default: 0] + 1 && !gone.contains(daemon)
        // A wake may have made it earlier, but not later.
        let isInTime = due <= now && due <= dues[daemon, default: .never]
        guard isNext, isInTime, running.insert(daemon).inserted else { throw Discrepancy("run \(run) of \(daemon)") }
        runs[daemon] = run
        if running.filter({ !$0.hasPrefix("own") }).count > concurrency { throw Discrepancy("too many runs at \(now)") }
    }

    func end() throws {
        if !isOver { throw Discrepancy("it does not end") }
    }
}

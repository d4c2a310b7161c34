import ScheduleSimulation
import Scheduling

/// What a simulated app did, as a picture of bounded size tells it: a lane a daemon, the requests, and the end.
struct Timeline {
    /// The most runs that are drawn one by one in all lanes together.
    static let mostRuns = 20_000

    let app: SimulatedApp
    private(set) var lanes: [DaemonLane]
    private(set) var requests = RequestHistory()
    private(set) var ending = TimelineEnding(at: .start, reason: nil, next: nil, words: "", stopBegin: .start)
    private let numbers: [String: Int]
    private var floors: FloorHistory
    /// At least the number of runs that the lanes keep.
    private var keptRuns = 0
    /// When the response came that made MaximumRequests.
    private var lastResponse: Instant?

    init(_ app: SimulatedApp) {
        self.app = app
        lanes = app.daemons.map { DaemonLane($0) }
        numbers = Dictionary(app.daemons.enumerated().map { ($1.name, $0) }) { first, _ in first }
        floors = FloorHistory(lanes: lanes.count)
    }

    /// The picture.
    var svg: String {
        TimelineDrawing(self).svg
    }

    mutating func record(_ event: TraceEvent) {
        switch event.kind {
        case .start:
            break
        case .run(let daemon, let run, let due):
            guard let number = numbers[daemon] else { return }
            lanes[number].begin(run, due: due, at: event.at, obstacles(number, Span(due, event.at)))
            if lanes[number].parameters.floor == .shared { floors.begin(number, at: event.at) }
        case .finish(let daemon, _, let outcome, let units, _, let next):
            guard let number = numbers[daemon] else { return }
            lanes[number].end(at: event.at, outcome, units: units, next: next)
            floors.end(number, at: event.at)
            keptRuns += 1
            if keptRuns > 2 * Timeline.mostRuns { makeBands() }
        case .request:
            requests.begin(at: event.at)
        case .response:
            requests.end(at: event.at)
            if app.parameters.maximumRequests == Int64(requests.answered) { lastResponse = event.at }
        case .stop(let reason, let next):
            close(event, reason, next: next)
        case .end:
            close(event, nil, next: nil)
        }
    }

    private mutating func close(_ event: TraceEvent, _ reason: StopReason?, next: Instant?) {
        let now = event.at
        let deadline = app.parameters.shutdownAfter.map { .start + $0 } ?? Instant.never
        let stopBegin = min(now, deadline, lastResponse ?? .never)
        ending = TimelineEnding(
            at: now, reason: reason, next: next, words: event.ending ?? "", stopBegin: stopBegin)
        for number in lanes.indices {
            var ready = Span(now, stopBegin)
            if case .waiting(let wait) = lanes[number].state { ready.start = wait.due }
            lanes[number].close(at: now, obstacles(number, ready))
        }
        makeBands()
    }

    /// What keeps a daemon from starting while it is ready.
    private func obstacles(_ number: Int, _ ready: Span) -> Obstacles {
        guard ready.start < ready.end else { return Obstacles() }
        var obstacles = Obstacles()
        if let quiet = lanes[number].parameters.whenQuietFor {
            obstacles.quiet = requests.disturbances(of: ready, quiet: quiet)
        }
        obstacles.floor = ready.subtracting(obstacles.quiet)
        if let first = obstacles.floor.first, let last = obstacles.floor.last, lanes[number].band == nil {
            let holders = floors.holders(during: Span(first.start, last.end))
            obstacles.holders = Array(holders.prefix(3))
            obstacles.otherHolders = holders.count - obstacles.holders.count
        }
        return obstacles
    }

    /// Makes bands of the lanes with the most runs, all of one length alike, until few enough runs are kept.
    private mutating func makeBands() {
        let counts = lanes.map(\.runs.count).sorted()
        var limit = 0
        var sum = 0
        keptRuns = 0
        for (index, count) in counts.enumerated() {
            sum += count
            guard sum <= Timeline.mostRuns else { break }
            guard index + 1 == counts.count || counts[index + 1] > count else { continue }
            (limit, keptRuns) = (count, sum)
        }
        for number in lanes.indices where lanes[number].runs.count > limit { lanes[number].makeBand() }
    }
}

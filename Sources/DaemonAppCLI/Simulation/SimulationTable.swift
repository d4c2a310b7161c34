import EventLog
import ScheduleSimulation
import Scheduling

/// What a simulation comes to: a row a daemon, and when and why the app stops.
struct SimulationTable {
    private var rows: [Row]
    private let numbers: [String: Int]
    private let app: String
    private var ending = ""

    private struct Row {
        var daemon: String
        var counts: [String: Int] = [:]
        var runs = 0
        var first: Instant?
        var last: Instant?
        var longestWait: Nanoseconds?
        var next: Instant?
        var isDone = false
    }

    init(_ app: SimulatedApp) {
        self.app = app.name
        rows = app.daemons.map { Row(daemon: $0.name, next: .start + $0.parameters.startAfter) }
        numbers = Dictionary(app.daemons.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    mutating func record(_ event: TraceEvent) {
        switch event.kind {
        case .run(let daemon, _, _):
            change(daemon) { row in
                row.runs += 1
                row.first = row.first ?? event.at
                row.last = event.at
            }
        case .finish(let daemon, _, let outcome, _, let wait, let next):
            change(daemon) { row in
                row.counts[outcome.name, default: 0] += 1
                row.longestWait = [row.longestWait, wait].compactMap { $0 }.max()
                row.next = next
                row.isDone = outcome == .done
            }
        case .stop, .end:
            ending = event.ending ?? ""
        case .start, .request, .response:
            break
        }
    }

    private mutating func change(_ daemon: String, _ body: (inout Row) -> Void) {
        if let number = numbers[daemon] { body(&rows[number]) }
    }

    func text(isColourful: Bool) -> String {
        var table = TextTable([
            .init(heading: "DAEMON"), .init(heading: "RUNS", isRight: true), .init(heading: "WORKED", isRight: true),
            .init(heading: "IDLE", isRight: true), .init(heading: "FAILED", isRight: true),
            .init(heading: "FIRST", isRight: true), .init(heading: "LAST", isRight: true),
            .init(heading: "LONGEST WAIT", isRight: true), .init(heading: "NEXT", isRight: true),
        ])
        for row in rows {
            table.append([
                row.daemon, "\(row.runs)", "\(row.counts["worked", default: 0])", "\(row.counts["idle", default: 0])",
                "\(row.counts["failed", default: 0])", row.first?.sinceStart.text ?? "-",
                row.last?.sinceStart.text ?? "-", row.longestWait?.text ?? "-",
                row.isDone ? "done" : row.next?.sinceStart.text ?? "-",
            ])
        }
        return table.text(isColourful: isColourful) + "\(app) \(ending)".printable + "\n"
    }
}

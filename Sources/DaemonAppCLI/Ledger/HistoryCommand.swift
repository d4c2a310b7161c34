import ArgumentParser
import DaemonHost
import FoundationEssentials
import Scheduling
import ZConfig

/// `daemonapp history`.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows the runs that an app has made, from its ledger.",
        discussion: """
            The app need not run, if its ledger is named. The last line of output of a failed run stands below it.

            EXAMPLES:
              daemonapp history
              daemonapp history session-cleanup --failed --since 1d
              daemonapp history mail-queues --ledger /var/lib/foo --format json
            """)

    @Argument(help: "A daemon, or a seed, whose daemons are meant too. Without it: all.")
    var daemon: String?

    @Flag(help: "Only runs that failed.")
    var failed = false

    @Option(help: ArgumentHelp("Only what ended so long ago at most.", valueName: "duration"))
    var since: String?

    @Option(help: "At most so many of the last runs.")
    var limit: Int = 100

    @Option(help: "What is printed: a table, or the lines of the ledger, a JSON object each.")
    var format: TableFormat = .table

    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative.") }
        _ = try earliest
    }

    func run() throws {
        var runs: [(start: LedgerEntry?, end: LedgerEntry)] = []
        let earliest = try earliest
        var starts: [String: LedgerEntry] = [:]
        for file in try ledger.files() {
            for entry in try LedgerFile.entries(of: file) {
                if case .start = entry.event.kind { starts = [:] }
                if let daemon, !entry.concerns(daemon) { continue }
                switch entry.event.kind {
                case .run(let name, _, _): starts[name] = entry
                case .finish(let name, let finish):
                    let start = starts.removeValue(forKey: name)
                    guard !failed || finish.outcome == .failed, isRecent(entry, earliest) else { continue }
                    runs.append((start, entry))
                default: break
                }
            }
        }
        runs = runs.suffix(limit)
        switch format {
        case .json: for run in runs { StandardStreams.printLine(run.end.text) }
        case .table: StandardStreams.write(table(runs), to: 1)
        }
    }

    private func table(_ runs: [(start: LedgerEntry?, end: LedgerEntry)]) -> String {
        var table = TextTable([
            .init(heading: "ENDED"), .init(heading: "DAEMON"), .init(heading: "RUN", isRight: true),
            .init(heading: "OUTCOME"), .init(heading: "TOOK", isRight: true), .init(heading: "UNITS", isRight: true),
            .init(heading: "NEXT IN", isRight: true), .init(heading: "ERROR"),
        ])
        for (start, end) in runs {
            guard case .finish(let name, let finish) = end.event.kind else { continue }
            let length = start.map { (end.event.at - $0.event.at).text } ?? "-"
            table.append([
                end.time, name, "\(finish.run)", finish.outcome.name, length, "\(finish.units)",
                finish.wait?.text ?? "-", finish.error ?? "",
            ])
            for line in finish.output { table.append(["", "", "", "", "", "", "", "| " + line]) }
        }
        return table.text(isColourful: StandardStreams.isColourful(1))
    }

    /// The instant before which nothing is shown.
    private var earliest: Date? {
        get throws {
            guard let since else { return nil }
            do {
                return Date() - Double(try Datatype.timedelta.convert(since).nanoseconds) / 1e9
            } catch {
                throw ValidationError("--since \(since): \(error.message)")
            }
        }
    }

    private func isRecent(_ entry: LedgerEntry, _ earliest: Date?) -> Bool {
        guard let earliest else { return true }
        return Date(rfc3339: entry.time).map { $0 >= earliest } ?? false
    }
}

import ArgumentParser
import SystemPackage
import ZConfig

/// `daemonapp replay`.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Makes the decisions of a ledger again and compares them with what was recorded.",
        discussion: """
            What the app was told (wakes, ends of runs, pauses, reloads) goes into the scheduler; which run it starts when, \
            how long it waits and when it stops must come out as recorded. So an incident becomes a test.

            EXAMPLES:
              daemonapp replay /var/lib/foo/ledger.jsonl
              daemonapp replay /var/lib/foo --format json

            EXIT STATUS:
               0  all decisions agree
               1  one does not
              65  this is no ledger
            """)

    @Argument(help: "The ledger's file, or the state directory in which it is.", completion: .file())
    var ledger: String

    @Option(help: "What is printed: text or JSON.")
    var format: ReportFormat = .text

    func run() throws {
        let files = LedgerFile.parts(at: FilePath(ledger))
        guard !files.isEmpty else {
            StandardStreams.printErrorLine("\(ledger): there is no ledger")
            throw ExitCode.noInput
        }
        var agreed = 0
        var difference: Difference?
        for file in files where difference == nil {
            // Each part begins with all that is needed.
            var replay = Replay()
            for entry in try LedgerFile.entries(of: file) {
                do {
                    try replay.take(entry.event)
                } catch let discrepancy as Replay.Discrepancy {
                    difference = Difference(place: "\(file):\(entry.line)", discrepancy: discrepancy)
                    break
                } catch {
                    StandardStreams.printErrorLine("\(file):\(entry.line): \(error)")
                    throw ExitCode.badWorkload
                }
            }
            agreed += replay.agreed
        }
        StandardStreams.printLine(format == .json ? json(agreed, difference) : text(agreed, difference))
        if difference != nil { throw ExitCode(1) }
    }

    /// Where a decision differs.
    private struct Difference {
        var place: String
        var discrepancy: Replay.Discrepancy
    }

    private func text(_ agreed: Int, _ difference: Difference?) -> String {
        guard let difference else { return "\(agreed) decisions, all as recorded" }
        return """
            \(agreed) decisions as recorded, then one that is not:
            \(difference.place.escapingUnprintable)
              recorded  \(difference.discrepancy.recorded.escapingUnprintable)
              decided   \(difference.discrepancy.decided.escapingUnprintable)
            """
    }

    private func json(_ agreed: Int, _ difference: Difference?) -> String {
        guard let difference else { return #"{"agreed":\#(agreed),"difference":null}"# }
        let members = [
            ("place", difference.place), ("recorded", difference.discrepancy.recorded),
            ("decided", difference.discrepancy.decided),
        ].map { "\(JSONOutput.quoted($0)):\(JSONOutput.quoted($1))" }
        return #"{"agreed":\#(agreed),"difference":{\#(members.joined(separator: ","))}}"#
    }
}

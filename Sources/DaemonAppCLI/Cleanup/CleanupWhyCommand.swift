import ArgumentParser
import DaemonHost
import EventLog
import FileCleanup
import FoundationEssentials
import SystemPackage

/// `daemonapp cleanup why`.
struct CleanupWhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Says which section sees a file, how old it is, and when it goes or why it stays.",
        discussion: """
            A link is meant itself, and not what it leads to.

            EXAMPLES:
              daemonapp cleanup why app.conf /var/tmp/sessions/sess_1

            EXIT STATUS:
               1  no section sees the file
              66  there is no such file or section
            """)

    @OptionGroup var file: ConfigurationOptions

    @Argument(help: "The file.", completion: .file())
    var path: String

    @Option(help: "Only that section.")
    var daemon: String?

    @Option(help: "What is printed: text, or a JSON array with an object for each section.")
    var format: ReportFormat = .text

    func run() throws {
        var answers: [CleanupAnswer] = []
        for section in try CleanupSection.all(file, daemon: daemon) {
            do {
                let explanation = try section.cleaner.explain(FilePath(path), recordCount: section.recordCount)
                if let explanation { answers.append(CleanupAnswer(section.name, explanation)) }
            } catch let error as Errno {
                StandardStreams.printErrorLine("\(path): \(error)")
                throw ExitCode.noInput
            } catch {
                StandardStreams.printErrorLine("\(section.name): \(error)")
            }
        }
        switch format {
        case .text: for answer in answers { StandardStreams.printLine(answer.text(path)) }
        case .json: try StandardStreams.printJSON(answers)
        }
        guard answers.isEmpty else { return }
        StandardStreams.printErrorLine("\(path): it lies in no directory that a section <FileCleanup> scans")
        throw ExitCode.failure
    }
}

/// What a section makes of a file.
struct CleanupAnswer: Encodable {
    private let daemon: String
    /// The directory that the section scans.
    private let directory: String
    /// `goes`, `later` or `stays`.
    private let verdict: String
    private let reason: String
    /// When it goes, if it is later.
    private let at: String?
    /// The time until then, in seconds.
    private let `in`: Double?
    /// Ages in seconds by clock.
    private let ages: [String: Double]
    private let agesInWords: String

    private enum CodingKeys: String, CodingKey {
        case daemon, directory, verdict, reason, at, `in`, ages
    }

    init(_ daemon: String, _ explanation: FileExplanation) {
        self.daemon = daemon
        directory = explanation.directory
        reason = explanation.reason
        ages = Dictionary(
            explanation.ages.map { ($0.clock, CleanupAge.seconds($0.age)) }, uniquingKeysWith: { first, _ in first })
        agesInWords = explanation.ages.map { "\($0.clock) \(CleanupAge.text($0.age)) ago" }.joined(separator: ", ")
        switch explanation.verdict {
        case .goes: (verdict, at, `in`) = ("goes", nil, nil)
        case .stays: (verdict, at, `in`) = ("stays", nil, nil)
        case .later(let wait):
            let seconds = CleanupAge.seconds(wait)
            (verdict, at, `in`) = ("later", (Date() + seconds).rfc3339, seconds)
        }
    }

    /// The answer for people.
    func text(_ path: String) -> String {
        let words =
            switch verdict {
            case "goes": "goes at the next run: \(reason)"
            case "later":
                "goes in \(CleanupAge.text(.seconds(`in` ?? 0))), at \(at ?? ""), unless it changes: \(reason)"
            default: "stays: \(reason)"
            }
        return """
            \(daemon.printable) sees \(path.printable) in \(directory)
              \(agesInWords)
              \(words)
            """
    }
}

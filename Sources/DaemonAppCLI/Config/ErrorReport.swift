import ArgumentParser
import ZConfig

/// What is wrong with configurations, as the commands tell it.
struct ErrorReport {
    /// In the order of reading.
    let errors: [ConfigurationError]
    /// The files that the command line names.
    private let named: Set<String>

    /// Longer lines are cut.
    private static let longestLine = 200

    init(_ errors: [ConfigurationError], named: [String]) {
        self.errors = errors
        self.named = Set(named.map(Location.path))
    }

    /// 0 where nothing is wrong, 66 where nothing is but that files cannot be had that the command line names, else 78.
    var status: ExitCode {
        if errors.isEmpty { return .success }
        let areMissing = errors.allSatisfy { error in
            error.kind == .resource && error.position?.line == nil && named.contains(error.position?.file ?? "")
        }
        return areMissing ? .noInput : .badConfiguration
    }

    /// Prints the errors on the standard error stream, each with the line below it that it is about.
    func print() {
        for error in errors {
            StandardStreams.printErrorLine("\(error)")
            guard let line = error.sourceLine else { continue }
            let text = line.escapingUnprintable
            let isLong = text.count > ErrorReport.longestLine
            StandardStreams.printErrorLine("    " + (isLong ? text.prefix(ErrorReport.longestLine) + "…" : text))
        }
    }

    /// The errors as JSON objects.
    var json: [String] { errors.map(ErrorReport.json) }

    private static func json(_ error: ConfigurationError) -> String {
        let file = error.position.map { JSONOutput.quoted($0.file) } ?? "null"
        let line = error.position?.line.map(String.init) ?? "null"
        let kind = JSONOutput.quoted(error.kind.rawValue)
        let key = error.key.map(JSONOutput.quoted) ?? "null"
        let message = JSONOutput.quoted(error.message)
        return "{\"file\":\(file),\"line\":\(line),\"kind\":\(kind),\"key\":\(key),\"message\":\(message)}"
    }
}

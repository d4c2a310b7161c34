import ArgumentParser
import DaemonHost
import ZConfig

/// What is wrong with configurations, as the commands tell it.
struct ErrorReport {
    /// In the order of reading.
    let errors: [ConfigurationError]
    /// What is worth a warning, in the order of the file.
    var warnings: [ConfigurationWarning] = []
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
        printWarnings()
    }

    /// Prints the warnings on the standard error stream.
    func printWarnings() {
        for warning in warnings { StandardStreams.printErrorLine("\(warning)".escapingUnprintable) }
    }

    /// The errors, then the warnings, as JSON objects.
    var json: [String] {
        errors.map { ErrorReport.json($0.position, $0.kind.rawValue, $0.key, $0.message) }
            + warnings.map { ErrorReport.json($0.position, "warning", $0.key, $0.message) }
    }

    private static func json(
        _ position: SourcePosition?, _ kind: String, _ key: String?, _ message: String
    ) -> String {
        let file = position.map { JSONOutput.quoted($0.file) } ?? "null"
        let line = position?.line.map(String.init) ?? "null"
        let kind = JSONOutput.quoted(kind)
        let key = key.map(JSONOutput.quoted) ?? "null"
        let message = JSONOutput.quoted(message)
        return "{\"file\":\(file),\"line\":\(line),\"kind\":\(kind),\"key\":\(key),\"message\":\(message)}"
    }
}

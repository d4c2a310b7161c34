import ZConfig

/// Errors of a configuration on the standard error stream.
enum ErrorReport {
    /// Longer lines are cut.
    private static let longestLine = 200

    /// Prints an error, and below it the line that it is about.
    static func print(_ error: ConfigurationError) {
        StandardStreams.printErrorLine("\(error)")
        guard let line = error.sourceLine else { return }
        let text = line.escapingUnprintable
        StandardStreams.printErrorLine("    " + (text.count > longestLine ? text.prefix(longestLine) + "…" : text))
    }
}

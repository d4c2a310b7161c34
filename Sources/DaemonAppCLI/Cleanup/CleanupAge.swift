import Scheduling

/// Ages of files, and times until they are old enough.
enum CleanupAge {
    /// In words, to the second.
    static func text(_ length: Duration) -> String {
        let (seconds, attoseconds) = length.components
        guard seconds == 0 else { return Nanoseconds.seconds(seconds).text }
        return Nanoseconds(attoseconds / 1_000_000_000).text
    }

    /// In seconds.
    static func seconds(_ length: Duration) -> Double {
        let (seconds, attoseconds) = length.components
        return Double(seconds) + Double(attoseconds / 1_000_000_000) / 1e9
    }
}

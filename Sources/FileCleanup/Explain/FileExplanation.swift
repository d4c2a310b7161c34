/// What a section makes of a file.
public struct FileExplanation: Sendable {
    /// The scanned directory below which it lies, as the configuration has it.
    public let directory: String
    /// Its age by each clock that the file system keeps, in the order modified, changed, accessed, created.
    public let ages: [(clock: String, age: Duration)]
    /// What becomes of it.
    public let verdict: Verdict
    /// Why, in words.
    public let reason: String

    /// What becomes of a file.
    public enum Verdict: Sendable, Hashable {
        /// The next run removes it.
        case goes
        /// It is removed once so much time has passed, unless it changes.
        case later(in: Duration)
        /// It stays.
        case stays
    }
}

/// Gathers the errors of a configuration, so that a reader learns all of them at once.
public struct ErrorCollector: Sendable {
    private var errors: [ConfigurationError]

    /// A collector that begins with some errors.
    public init(_ errors: [ConfigurationError] = []) {
        self.errors = errors
    }

    /// The number of errors so far.
    public var count: Int { errors.count }
    /// Whether there is none.
    public var isEmpty: Bool { errors.isEmpty }

    /// Notes an error.
    public mutating func record(_ error: ConfigurationError) {
        errors.append(error)
    }

    /// What `body` returns; nil if it throws, and the error is noted.
    public mutating func attempt<Value>(_ body: () throws(ConfigurationError) -> Value) -> Value? {
        do {
            return try body()
        } catch {
            record(error)
            return nil
        }
    }

    /// The value of a key that is required or has a default; nil if there is none, and the error is noted.
    public mutating func read<Value>(_ key: Key<Value>, _ section: Section) -> Value? {
        attempt { () throws(ConfigurationError) in try section.value(of: key) }
    }

    /// The value of a key, if the section has it; errors are noted.
    public mutating func readIfPresent<Value>(_ key: Key<Value>, _ section: Section) -> Value? {
        attempt { () throws(ConfigurationError) in try section.valueIfPresent(of: key) } ?? nil
    }

    /// The values of a key that may stand several times; nil if one is wrong, and the error is noted.
    public mutating func read<Value>(_ key: MultiKey<Value>, _ section: Section) -> [Value]? {
        attempt { () throws(ConfigurationError) in try section.values(of: key) }
    }

    /// The errors in the order of reading, one for each line and key. Of two the one that was noted first stays, so
    /// that the first error that was noted is always among them.
    public var sorted: [ConfigurationError] {
        var told: Set<Subject> = []
        return errors.filter { told.insert(Subject($0)).inserted }.enumerated()
            .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
            .map(\.element)
    }

    /// What an error is about.
    private struct Subject: Hashable {
        let file: String?
        let line: Int?
        let key: String?
        /// Errors that have no line differ by what they say, and so do those of several sections that are looked at where
        /// the section around them ends.
        let message: String?

        init(_ error: ConfigurationError) {
            file = error.position?.file
            line = error.position?.line
            key = error.key
            message = line == nil || key == nil && error.kind == .conversion ? error.message : nil
        }
    }
}

extension ConfigurationError {
    fileprivate var order: Int { position?.order ?? .max }
}

import BigInt
import SystemPackage
import ZConfig

/// The keys of `<DirQueueManager>` besides those of the schedule, and what they mean.
struct QueueManagerKeys: Sendable {
    let base = Key(
        "BaseQueueDirectory", .string, required: true,
        description: "The directory in which each subdirectory is a queue.", example: "/var/spool/mailq")
    let match = MultiKey(
        "Match", .namePattern,
        description: """
            A pattern for the names of subdirectories that are queues: * is any text, ? any character, [a-z] and [!a-z] \
            one of several, \\ takes what follows as it is. Unless given: all.
            """,
        example: "user-*")
    let exclude = MultiKey(
        "Exclude", .namePattern,
        description: "A pattern for the names of subdirectories that are no queues, in any case.",
        example: "*.old")
    let maximumQueues = Key(
        "MaximumQueues", .integer, range: .atLeastOne,
        description: """
            The most queues that are served, the first by the bytes of their names. The others are reported, and move \
            up when one goes. Unless given: no limit.
            """,
        example: "1000")
    let watch = Key(
        "Watch", .boolean, default: "yes",
        description: """
            Whether the system tells at once of new queues and new files (by inotify). They are looked for at each run \
            all the same.
            """)

    /// The keys in the order of the reference.
    var declarations: [any KeyDeclaration] { [base, match, exclude, maximumQueues, watch] }

    /// Reads the keys of a section; what is wrong goes to the collector, and then there are no settings.
    /// - Parameter queue: how the queues are served, as far as it could be read.
    func read(
        _ section: Section, queue: QueueTemplate?, _ errors: inout ErrorCollector
    ) -> QueueManagerSettings? {
        let known = errors.count
        let base = errors.read(base, section)
        let patterns = NamePatterns(
            match: errors.read(match, section) ?? [], exclude: errors.read(exclude, section) ?? [])
        let maximum = errors.readIfPresent(maximumQueues, section).map { Int(clamping: $0) }
        let isWatching = errors.read(watch, section) ?? true
        guard let base, let queue, errors.count == known else { return nil }
        return QueueManagerSettings(
            base: FilePath(base), patterns: patterns, maximumQueues: maximum, isWatching: isWatching, queue: queue)
    }
}

extension Datatype<String> {
    /// A pattern for the name of a directory.
    fileprivate static let namePattern = Datatype("string") { text throws(ConversionError) in
        if text.isEmpty || text.contains("/") {
            throw ConversionError("'\(text)' can match no name: it is empty or has a slash")
        }
        return text
    }
}

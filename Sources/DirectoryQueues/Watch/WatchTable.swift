import Daemons
import Glibc

/// Which watch is whose, and what events mean.
struct WatchTable: Sendable {
    private let patterns: NamePatterns
    private var base: Int32?
    private var queues: [Int32: QueueFolder] = [:]
    private var watches: [QueueFolder: Int32] = [:]

    /// What is to be done after some events.
    struct Consequence: Sendable, Hashable {
        /// The manager has to look again which queues there are.
        var concernsManager = false
        /// The queues that may have something to do, each once.
        var queues: Set<String> = []
    }

    /// For queues whose names match some patterns.
    init(_ patterns: NamePatterns) {
        self.patterns = patterns
    }

    /// Whether a queue is watched.
    func isWatched(_ folder: QueueFolder) -> Bool { watches[folder] != nil }

    /// The watches of queues that are not among these any more, which are forgotten.
    mutating func removeAll(except wanted: Set<QueueFolder>) -> [Int32] {
        let gone = watches.filter { !wanted.contains($0.key) }
        for (folder, watch) in gone {
            watches[folder] = nil
            queues[watch] = nil
        }
        return gone.values.sorted()
    }

    /// The directory of the queues is watched.
    /// - Returns: the watch on another directory that was the one before, which is forgotten.
    mutating func setBase(_ watch: Int32) -> Int32? {
        defer { base = watch }
        return base == watch ? nil : base
    }

    /// A queue is watched.
    mutating func add(_ watch: Int32, for folder: QueueFolder) {
        // The system has one watch for a directory, whatever it was called.
        if let old = queues[watch] { watches[old] = nil }
        queues[watch] = folder
        watches[folder] = watch
    }

    /// What some events mean.
    mutating func take(_ events: [InotifyEvent]) -> Consequence {
        var consequence = Consequence()
        for event in events {
            if event.isAny(of: CInt(IN_Q_OVERFLOW)) {
                // Anything may have happened.
                consequence.concernsManager = true
                consequence.queues.formUnion(queues.values.map(\.title))
            } else if event.watch == base {
                take(fromBase: event, &consequence)
            } else if let folder = queues[event.watch] {
                take(event, of: folder, &consequence)
            }
        }
        return consequence
    }

    private mutating func take(fromBase event: InotifyEvent, _ consequence: inout Consequence) {
        if event.isAny(of: CInt(IN_IGNORED)) { base = nil }
        let isAboutItself = event.isAny(
            of: CInt(IN_IGNORED), CInt(IN_MOVE_SELF), CInt(IN_DELETE_SELF), CInt(IN_UNMOUNT))
        if isAboutItself || event.isAny(of: CInt(IN_ISDIR)) && patterns.contains(FileName(event.name)) {
            consequence.concernsManager = true
        }
    }

    private mutating func take(_ event: InotifyEvent, of folder: QueueFolder, _ consequence: inout Consequence) {
        if event.isAny(of: CInt(IN_IGNORED), CInt(IN_UNMOUNT)) {
            queues[event.watch] = nil
            watches[folder] = nil
            // Another directory may have its name by now, or what was mounted over.
            consequence.concernsManager = true
        } else if !event.isAny(of: CInt(IN_ISDIR)), let first = event.name.first, first != UInt8(ascii: ".") {
            consequence.queues.insert(folder.title)
        }
    }
}

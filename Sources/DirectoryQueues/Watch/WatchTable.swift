import Glibc

/// Which watch is whose, and what events mean.
struct WatchTable: Sendable {
    private var base: Int32?
    private var queues: [Int32: QueueFolder] = [:]
    private var watches: [QueueFolder: Int32] = [:]

    /// What is to be done after some events.
    struct Consequence: Sendable, Hashable {
        /// The manager has to look again which queues there are.
        var concernsManager = false
        /// The queues that may have something to do, each once.
        var queues: Set<FolderName> = []
    }

    /// Whether the directory of the queues is watched.
    var hasBase: Bool { base != nil }

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
    mutating func setBase(_ watch: Int32) {
        base = watch
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
                consequence.queues.formUnion(queues.values.map(\.name))
            } else if event.watch == base {
                take(fromBase: event, &consequence)
            } else if let folder = queues[event.watch] {
                take(event, of: folder, &consequence)
            }
        }
        return consequence
    }

    private mutating func take(fromBase event: InotifyEvent, _ consequence: inout Consequence) {
        if event.isAny(of: CInt(IN_IGNORED), CInt(IN_MOVE_SELF), CInt(IN_DELETE_SELF), CInt(IN_UNMOUNT)) {
            base = nil
            consequence.concernsManager = true
        } else if event.isAny(of: CInt(IN_ISDIR)) {
            consequence.concernsManager = true
        }
    }

    private mutating func take(_ event: InotifyEvent, of folder: QueueFolder, _ consequence: inout Consequence) {
        if event.isAny(of: CInt(IN_IGNORED), CInt(IN_UNMOUNT)) {
            queues[event.watch] = nil
            watches[folder] = nil
        } else if !event.isAny(of: CInt(IN_ISDIR)), let first = event.name.first, first != UInt8(ascii: ".") {
            consequence.queues.insert(folder.name)
        }
    }
}

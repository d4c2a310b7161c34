import Daemons
import HeapModule

/// A file of a queue where it stands in the order of service: the oldest first, those of the same age by name.
struct QueuedFile: Sendable, Hashable, Comparable {
    /// When it was last changed.
    var seconds: Int
    /// The nanoseconds of that.
    var nanoseconds: Int
    /// Its name.
    var name: FileName

    static func < (left: QueuedFile, right: QueuedFile) -> Bool {
        (left.seconds, left.nanoseconds, left.name) < (right.seconds, right.nanoseconds, right.name)
    }
}

/// The first of the files that are shown to it, as many as there is room for.
struct OldestFiles: Sendable {
    private let room: Int
    private let predecessor: QueuedFile?
    private var heap = Heap<QueuedFile>()

    /// Whether there were more files than there is room for.
    private(set) var isCut = false

    /// - Parameters:
    ///   - room: how many are kept; at least 1.
    ///   - predecessor: only files that come after this one are kept; nil: all.
    init(_ room: Int, after predecessor: QueuedFile?) {
        self.room = room
        self.predecessor = predecessor
    }

    /// Shows it a file.
    mutating func add(_ file: QueuedFile) {
        if let predecessor, file <= predecessor { return }
        if heap.count < room {
            heap.insert(file)
            return
        }
        isCut = true
        guard let last = heap.max, file < last else { return }
        heap.replaceMax(with: file)
    }

    /// The files that are kept, in their order.
    var sorted: [QueuedFile] { heap.unordered.sorted() }
}

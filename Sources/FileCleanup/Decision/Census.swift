/// What a run has found, from which follows what it removes.
struct Census: Sendable {
    /// What can go as one: a file or a subtree.
    struct Record: Sendable, Hashable {
        var time: Int64
        var size: Int64
        /// How many files it counts for.
        var files: Int
        /// Its path, where that was asked for.
        var path: [UInt8]?
    }

    /// Files that count, those in directories that were not read among them.
    private(set) var files = 0
    /// The bytes of those that were looked at.
    private(set) var size: Int64 = 0
    /// What can go, as far as it was asked for.
    private(set) var records: [Record] = []
    /// Whether there are empty directories that are old enough.
    var hasOldEmptyDirectories = false

    private let selection: Selection

    /// What is to be recorded.
    enum Selection: Sendable, Hashable {
        /// Everything that can go.
        case all
        /// What can go and has an earlier time.
        case before(Int64)
        /// What can go and has that time, with paths.
        case ties(Int64)
    }

    init(_ selection: Selection) {
        self.selection = selection
    }

    /// Whether everything that can go was recorded.
    var recordsAll: Bool { selection == .all }

    /// Counts a file or a subtree.
    /// - Parameters:
    ///   - canGo: whether it can be removed: it is not open, and no failure to remove it is known.
    ///   - path: its path, where it is needed.
    mutating func add(_ record: Record, canGo: Bool, path: () -> [UInt8]) {
        files += record.files
        size = size.adding(record.size)
        guard canGo else { return }
        switch selection {
        case .all: records.append(record)
        case .before(let time): if record.time < time { records.append(record) }
        case .ties(let time):
            guard record.time == time else { return }
            var record = record
            record.path = path()
            records.append(record)
        }
    }

    /// Counts files that are known to be in a directory that was not read.
    mutating func add(remembered files: Int) {
        self.files += files
    }
}

extension Int64 {
    fileprivate func adding(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

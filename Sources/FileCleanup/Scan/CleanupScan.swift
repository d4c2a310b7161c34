import CLinux

/// One scan from its beginning to its end, in as many slices as one likes.
///
/// ```
///  stock ──▶ decision ──▶ removal ──▶ over      where something limits what goes
///    │   └──▶ paths of equally old ones ──┘
///    └──▶ stock of all, where there are too many files
///
///  removal ──▶ over                             where age alone decides
/// ```
struct CleanupScan: Sendable {
    private enum Phase: Sendable {
        case stock(Walk)
        case ties(Walk, Stock, time: Int64)
        case removal(Walk)
        case over
    }

    /// What was found, and what is remembered of where.
    private struct Stock: Sendable {
        var walk: Walk
        /// What can go and has one of these times, in the order of paths.
        var untied: [Int64: [Census.Record]] = [:]
    }

    /// What a scan has come to.
    struct Result: Sendable {
        var tally = ScanTally()
        /// More would have gone than may: nothing has.
        var refusal: Refusal?
        /// Why the scan did not come to its end.
        var problem: ScanProblem?
        /// The time of the oldest entry that will have to go but is not yet old enough; `Int64.max` if there is none.
        var oldestToCome = Int64.max
        /// What is remembered, for each root.
        var memory: [DirectoryMemory] = []
        var failures = FailureLog()
    }

    private let task: ScanTask
    private let most: Int?
    private var phase: Phase
    private(set) var result = Result()

    /// - Parameters:
    ///   - most: the most entries that go.
    ///   - before: what was remembered, for each root; empty where all is to be read.
    ///   - failures: what is known not to be removable.
    init(_ task: ScanTask, most: Int?, before: [DirectoryMemory], failures: FailureLog) {
        self.task = task
        self.most = most
        let settings = task.settings
        let isLimited = settings.hasCaps || settings.refusalLimit != nil || most != nil
        guard isLimited else {
            let removal = Removal(cutoff: task.cutoff)
            phase = .removal(Walk(task, removal, recording: .all, before: before, failures: failures))
            return
        }
        // As long as nothing is known to be one too many, only what is too old has to be known one by one.
        let knowsFiles = before.contains { !$0.nodes.isEmpty }
        let all = settings.maximumTotalSize != nil || settings.maximumFiles != nil && !knowsFiles
        phase = .stock(
            Walk(
                task, nil, recording: all ? .all : .before(task.cutoff ?? .min), before: before, failures: failures))
    }

    /// What has been done so far.
    var tally: ScanTally {
        switch phase {
        case .stock(let walk), .ties(let walk, _, _), .removal(let walk): walk.tally
        case .over: result.tally
        }
    }

    /// Goes on until a slice is over.
    /// - Returns: whether the scan has come to its end.
    mutating func advance(_ isSliceOver: (ScanTally) -> Bool) -> Bool {
        while true {
            // The walk is taken out, or each step would copy it.
            let phase = phase
            self.phase = .over
            switch phase {
            case .stock(var walk):
                guard walk.advance(isSliceOver) else { return pause(.stock(walk)) }
                if walk.problem != nil { return finish(walk) }
                decide(Stock(walk: walk))
            case .ties(var walk, var stock, let time):
                guard walk.advance(isSliceOver) else { return pause(.ties(walk, stock, time: time)) }
                if walk.problem != nil { return finish(walk) }
                stock.untied[time] = walk.census.records.sorted {
                    ($0.path ?? []).lexicographicallyPrecedes($1.path ?? [])
                }
                decide(stock)
            case .removal(var walk):
                guard walk.advance(isSliceOver) else { return pause(.removal(walk)) }
                return finish(walk)
            case .over:
                return true
            }
        }
    }

    private mutating func pause(_ phase: Phase) -> Bool {
        self.phase = phase
        return false
    }

    private mutating func decide(_ stock: Stock) {
        let (settings, walk) = (task.settings, stock.walk)
        if let most = settings.maximumFiles, !walk.census.recordsAll, walk.census.files > most {
            phase = .stock(Walk(task, nil, recording: .all, before: [], failures: walk.failures))
            return
        }
        let limits = Decision.Limits(
            cutoff: task.cutoff, files: settings.maximumFiles, size: settings.maximumTotalSize,
            refusal: settings.refusalLimit, most: most)
        switch Decision(walk.census, untied: stock.untied, limits) {
        case .nothing:
            _ = finish(walk)
        case .refuse(let candidates, let files):
            result.refusal = Refusal(
                candidates: candidates, files: files, limit: settings.refusalLimit ?? .count(0))
            _ = finish(walk)
        case .remove(let removal):
            phase = .removal(Walk(task, removal, recording: .all, before: walk.memory, failures: walk.failures))
        case .untie(let time):
            phase = .ties(
                Walk(task, nil, recording: .ties(time), before: [], failures: walk.failures), stock, time: time)
        }
    }

    private mutating func finish(_ walk: Walk) -> Bool {
        var failures = walk.failures
        failures.endScan()
        result.tally = walk.tally
        result.problem = walk.problem
        result.oldestToCome = walk.oldestToCome
        result.memory = walk.problem == nil ? walk.memory : []
        result.failures = failures
        return true
    }
}

/// A run would have removed too much, and has removed nothing.
struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The files that would have gone.
    var candidates: Int
    /// The files that were counted.
    var files: Int
    var limit: RefusalLimit

    var description: String {
        "refused: \(candidates) of \(files) files would go, more than RefuseAbove \(limit); nothing was removed"
    }
}

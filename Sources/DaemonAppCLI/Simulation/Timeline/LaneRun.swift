import Scheduling

/// A run in a lane, with the wait that led to it.
struct LaneRun {
    let number: Int
    let wait: LaneWait
    let start: Instant
    /// Its end; where the trace ends before it, the end of the trace.
    var end: Instant
    /// How it ended; nil where the trace does not tell.
    var finish: Finish?

    struct Finish {
        var outcome: RunOutcome
        var units: Int
        var next: Instant?
        /// Whether it was the failure that made FailureLimit.
        var isPaused: Bool
    }

    var span: Span { Span(start, end) }
    var mark: RunMark { RunMark(finish?.outcome) }
}

/// The wait of a daemon from the end of a run, or the start of the app, to the start of the next run.
struct LaneWait {
    var since: Instant
    var due: Instant
    /// Whether a wake made it due.
    var isWoken = false
    /// What kept it from starting once it was due.
    var obstacles = Obstacles()
}

/// What kept a ready daemon from starting.
struct Obstacles: Hashable {
    /// When all floors were taken.
    var floor: [Span] = []
    /// The lanes of those who held them; of many only the first.
    var holders: [Int] = []
    /// The number of the others.
    var otherHolders = 0
    /// When a request was in flight, or the last one had ended too recently.
    var quiet: [Span] = []
}

/// How a run is marked: by its outcome, or as one whose end the trace does not tell.
enum RunMark: String, CaseIterable {
    case idle, worked, done, failed, unfinished

    init(_ outcome: RunOutcome?) {
        self =
            switch outcome {
            case .idle: .idle
            case .worked: .worked
            case .done: .done
            case .failed: .failed
            case nil: .unfinished
            }
    }
}

import Scheduling

/// What the runs of a daemon do.
struct Runs {
    /// How long each takes; nil: until the test ends it.
    var length: Nanoseconds?
    /// What each returns; of the runs that follow, the last counts.
    var outcomes: [RunOutcome]

    /// Runs of no length that find nothing.
    static let idle = taking(.zero)
    /// Runs of no length that find work.
    static let working = taking(.zero, .worked())
    /// Runs of no length that fail.
    static let failing = taking(.zero, .failed)
    /// Runs that go on until the test ends them.
    static let open = Runs(length: nil, outcomes: [.idle()])

    /// Runs that take so long.
    static func taking(_ length: Nanoseconds, _ outcome: RunOutcome = .idle()) -> Runs {
        Runs(length: length, outcomes: [outcome])
    }

    /// Runs of no length that return one of these after the other, and then the last of them again.
    static func returning(_ outcomes: RunOutcome...) -> Runs {
        Runs(length: .zero, outcomes: outcomes)
    }

    /// What the run of that number, from 1, returns.
    func outcome(ofRun number: Int) -> RunOutcome {
        outcomes[min(number, outcomes.count) - 1]
    }
}

import Scheduling

/// Who has held a shared floor, as far as a daemon that has just waited for one needs to know.
struct FloorHistory {
    private var holds: [Hold]

    private struct Hold {
        /// The start of the run in progress.
        var since: Instant?
        /// The end of the last run of any length.
        var until: Instant?
    }

    init(lanes: Int) {
        holds = Array(repeating: Hold(), count: lanes)
    }

    /// A run of a daemon takes a floor.
    mutating func begin(_ lane: Int, at now: Instant) {
        holds[lane].since = now
    }

    /// The run leaves it.
    mutating func end(_ lane: Int, at now: Instant) {
        guard let since = holds[lane].since else { return }
        holds[lane].since = nil
        if since < now { holds[lane].until = now }
    }

    /// The lanes whose runs held a floor during a wait that ends now.
    func holders(during wait: Span) -> [Int] {
        holds.indices.filter { lane in
            if let since = holds[lane].since, since < wait.end { return true }
            return holds[lane].until.map { $0 > wait.start } ?? false
        }
    }
}

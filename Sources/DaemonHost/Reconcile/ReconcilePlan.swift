import Daemons

/// What has to be done so that the daemons that run in a place are those that are wanted there.
struct ReconcilePlan {
    /// What is new, in the order in which it is wanted.
    var started: [WantedDaemon] = []
    /// What is not wanted any more, in the order in which it runs.
    var stopped: [String] = []
    /// What has another schedule, and nothing else that is new.
    var rescheduled: [WantedDaemon] = []
    /// What has to be made anew.
    var replaced: [WantedDaemon] = []
    /// What is another daemon that has the same name.
    var superseded: [WantedDaemon] = []
    /// What was to go and stays after all; it may stand in one of the other lists, too.
    var kept: [String] = []

    /// A daemon that runs.
    struct Present {
        var wanted: WantedDaemon
        /// Whether it goes when its run ends.
        var isLeaving: Bool
    }

    /// Compares what runs, in its order, with what is wanted, each name once.
    /// - Parameter isDone: whether a daemon that does not run is done, just as it is wanted.
    init(_ present: [Present], _ wanted: [WantedDaemon], isDone: (WantedDaemon) -> Bool) {
        let known = Dictionary(present.map { ($0.wanted.name, $0) }) { first, _ in first }
        for daemon in wanted {
            guard let old = known[daemon.name] else {
                if !isDone(daemon) { started.append(daemon) }
                continue
            }
            if old.isLeaving { kept.append(daemon.name) }
            if old.wanted.identity != daemon.identity {
                superseded.append(daemon)
            } else if !old.wanted.isMadeLike(daemon) {
                replaced.append(daemon)
            } else if old.wanted.schedule != daemon.schedule {
                rescheduled.append(daemon)
            }
        }
        let names = Set(wanted.map(\.name))
        stopped = present.filter { !$0.isLeaving && !names.contains($0.wanted.name) }.map(\.wanted.name)
    }
}

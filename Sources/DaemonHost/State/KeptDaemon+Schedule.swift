import Daemons
import FoundationEssentials
import Scheduling

extension KeptDaemon {
    /// The most runs that are caught up on.
    static let mostCaughtUp: Int64 = 1000

    /// What is kept of a daemon.
    /// - Parameters:
    ///   - date: what the wall clock says at `now`.
    ///   - now: an instant of the schedule.
    init(
        name: String, _ wanted: WantedDaemon, _ snapshot: DaemonSnapshot, memory: [String: String], date: Date,
        now: Instant
    ) {
        self.name = name
        type = wanted.type
        identity = wanted.lastingIdentity == 0 ? nil : wanted.lastingIdentity
        // A run in progress began when it was due; what cuts it off leaves it due.
        due =
            snapshot.instant == .never
            ? nil : date.timeIntervalSince1970 + Double((snapshot.instant - now).count) / 1e9
        interval = snapshot.interval.count
        failures = Int(snapshot.failures)
        missed = snapshot.catchUp > 0 ? snapshot.catchUp : nil
        if snapshot.flags.contains(.pausedByOperator) {
            pausedBy = .operator
        } else if snapshot.flags.contains(.pausedByFailures) {
            pausedBy = .failures
        }
        self.memory = memory.isEmpty ? nil : memory
    }

    /// Whether it was kept of the daemon that is wanted now, and not of another one that had its name.
    func isOf(_ wanted: WantedDaemon) -> Bool {
        // Older states do not say.
        guard let type else { return true }
        return type == wanted.type && identity ?? 0 == wanted.lastingIdentity
    }

    /// The daemon as its schedule goes on.
    ///
    /// A due time to come is kept, as far as its schedule allows one at all; for one that has passed the schedule's
    /// `CatchUp` says what is made of it.
    /// - Parameters:
    ///   - date: what the wall clock says at `now`.
    ///   - now: an instant of the schedule.
    func snapshot(for schedule: DaemonSchedule, date: Date, now: Instant) -> DaemonSnapshot {
        let parameters = schedule.parameters
        let interval = min(max(Nanoseconds(interval), parameters.runEvery), parameters.maximumIdle)
        var snapshot = DaemonSnapshot(
            parameters, instant: .never, interval: interval, failures: UInt32(clamping: failures))
        switch pausedBy {
        case .operator: snapshot.flags = .pausedByOperator
        case .failures: snapshot.flags = .pausedByFailures
        case nil: break
        }
        guard let due else { return snapshot }
        let seconds = due - date.timeIntervalSince1970
        if seconds > 0 {
            // Jitter makes a wait twice as long at most. The wall clock may have been set back meanwhile.
            let longest = max(parameters.maximumIdle * 2, parameters.startAfter)
            snapshot.instant = now + min(Nanoseconds(Int64((min(seconds, 9e9) * 1e9).rounded())), longest)
            return snapshot
        }
        switch schedule.catchUp {
        case .none:
            snapshot.instant = now + interval
        case .last:
            snapshot.instant = now
        case .all:
            snapshot.instant = now
            let passed = Int64(min(-seconds, 9e9) * 1e9) / interval.count
            // A stop in the middle of catching up loses nothing.
            let before = Int64(min(missed ?? 0, Int(KeptDaemon.mostCaughtUp)))
            snapshot.catchUp = Int(min(passed + before + 1, KeptDaemon.mostCaughtUp)) - 1
        }
        return snapshot
    }
}

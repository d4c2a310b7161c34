import DaemonAppTesting
import Daemons
import Scheduling
import Testing

@testable import DaemonHost

/// Random sequences of wanted sets, with daemons that run, wait and fail meanwhile.
@Suite(.timeLimit(.minutes(5))) struct ReconcilePropertyTests {
    @Test(arguments: 0..<30 as Range<UInt64>)
    func whatRunsIsWhatIsWanted(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let book = RunBook(seed: seed) { _, random in
            RunBook.Deed(
                length: .milliseconds(Bool.random(using: &random) ? 0 : .random(in: 1...4000, using: &random)),
                outcome: [.idle, .idle, .worked(), nil].randomElement(using: &random)!)
        }
        let anchor = Probe.wanted("anchor", book, every: .seconds(3600))
        let app = try HostedApp([anchor], AppParameters(concurrency: 3))
        for step in 0..<60 {
            let wanted = [anchor] + wantedSet(book, &random)
            let (before, after, changes, now) = try await app.app.reconcileAndLook(nil, wanted)
            let checks = ReconcileChecks(before: before, after: after, wanted: wanted, now: now, changes: changes)
            for problem in checks.problems { Issue.record("seed \(seed), step \(step): \(problem)") }
            await app.advance(by: .milliseconds(.random(in: 0...3000, using: &random)))
        }
        #expect(book.clashes.isEmpty)
        #expect(["a", "b", "c", "d", "e"].allSatisfy { book.runs(of: $0) > 3 })
        // In the end all that is not wanted has gone.
        try await app.app.reconcile(nil, [anchor])
        await app.advance(by: .seconds(10))
        #expect(await app.look().keys.sorted() == ["anchor"])
        await app.stop()
    }

    private func wantedSet(_ book: RunBook, _ random: inout SplitMix64) -> [WantedDaemon] {
        var wanted: [WantedDaemon] = []
        for name in ["a", "b", "c", "d", "e"] where Int.random(in: 0..<10, using: &random) < 7 {
            let interval = Nanoseconds.seconds([1, 1, 1, 2, 5].randomElement(using: &random)!)
            let daemon = Probe.wanted(
                name, book, every: interval, settings: [0, 0, 0, 1].randomElement(using: &random)!,
                identity: [0, 0, 0, 0, 1].randomElement(using: &random)!
            ) { $0.increaseIdleBy = .seconds(1) }
            wanted.append(daemon)
        }
        return wanted.shuffled(using: &random)
    }
}

/// What is to be so right after a wanted set was reconciled.
struct ReconcileChecks {
    let before: [String: DaemonView]
    let after: [String: DaemonView]
    let wanted: [WantedDaemon]
    let now: Instant
    let changes: DaemonChanges

    var problems: [String] {
        var problems: [String] = []
        for name in Set(after.keys).subtracting(wanted.map(\.name)) {
            let view = after[name]!
            if !view.isLeaving || !view.isRunning || view.hasSuccessor { problems.append("\(name) is left") }
        }
        for daemon in wanted {
            if let problem = problem(daemon) { problems.append("\(daemon.name): \(problem)") }
        }
        return problems
    }

    private func problem(_ daemon: WantedDaemon) -> String? {
        guard let new = after[daemon.name] else { return "is not there" }
        guard new.wanted.isSame(as: daemon) else { return "is not as wanted" }
        guard let old = before[daemon.name] else { return problemOfNew(new, daemon) }
        let isGoing = old.isLeaving && !old.hasSuccessor
        if old.wanted.identity != daemon.identity { return problemOfSuperseded(old, new, daemon) }
        if old.isLeaving, old.hasSuccessor {
            return new.isLeaving && new.hasSuccessor ? nil : "does not wait for the end of the run"
        }
        var expected = old
        expected.isLeaving = false
        if isGoing { expected.snapshot.flags.remove(.leaving) }
        if old.wanted.isSame(as: daemon) {
            if !isGoing, changes.changed.contains(daemon.name) { return "is reported" }
            return new == expected ? nil : "is not left alone: \(old) became \(new)"
        }
        if !changes.changed.contains(daemon.name) { return "is not reported" }
        let parameters = daemon.schedule.parameters
        expected.snapshot.parameters = parameters
        expected.snapshot.interval = min(max(old.snapshot.interval, parameters.runEvery), parameters.maximumIdle)
        if !old.isRunning {
            expected.snapshot.instant = min(old.snapshot.instant, now + expected.snapshot.interval)
        }
        let isMadeAnew = !old.wanted.isMadeLike(daemon)
        expected.daemon = new.daemon
        expected.hasSuccessor = old.isRunning && (isMadeAnew || old.hasSuccessor)
        if new != expected { return "\(old) became \(new)" }
        return (new.daemon != old.daemon) == (isMadeAnew && !old.isRunning) ? nil : "is made anew or not, wrongly"
    }

    private func problemOfNew(_ new: DaemonView, _ daemon: WantedDaemon) -> String? {
        let spread = min(daemon.schedule.parameters.runEvery, .seconds(10))
        guard new.counters == RunCounters(), new.snapshot.interval == daemon.schedule.parameters.runEvery,
            new.snapshot.instant >= now, new.snapshot.instant < now + spread
        else { return "does not start as a new one" }
        return changes.started.contains(daemon.name) ? nil : "is not reported"
    }

    private func problemOfSuperseded(_ old: DaemonView, _ new: DaemonView, _ daemon: WantedDaemon) -> String? {
        if !changes.started.contains(daemon.name) { return "is not reported" }
        if old.isRunning {
            return new.id == old.id && new.isLeaving && new.hasSuccessor ? nil : "does not wait for the end of the run"
        }
        return new.id != old.id && !new.isLeaving ? problemOfNew(new, daemon) : "is the old one"
    }
}

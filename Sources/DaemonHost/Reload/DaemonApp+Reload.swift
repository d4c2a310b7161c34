import Daemons
import Logging
import Scheduling

extension DaemonApp {
    /// What another configuration would change. Changes nothing.
    /// - Throws: ``ReloadRefusal`` if the configuration would be refused.
    public func changes(to new: AppConfiguration) throws(ReloadRefusal) -> ReloadReport {
        if case .new = state { throw ReloadRefusal(["the app has not started yet"]) }
        if let reason = scheduler.stopReason { throw ReloadRefusal(["the app stops (\(reason.rawValue))"]) }
        let fixed = configuration.fixedKeys(changedIn: new)
        guard fixed.isEmpty else {
            throw ReloadRefusal(fixed.map { "\($0) cannot change while the app runs; restart it" })
        }
        let plan: ReconcilePlan
        do {
            plan = try self.plan(nil, new.daemons)
        } catch {
            throw ReloadRefusal(["\(error)"])
        }
        var report = ReloadReport()
        report.started = (plan.started + plan.superseded).map(\.name)
        report.stopped = plan.stopped + plan.superseded.map(\.name)
        let old = Dictionary(configuration.daemons.map { ($0.name, $0) }) { first, _ in first }
        let changed = Set((plan.rescheduled + plan.replaced).map(\.name))
        for daemon in new.daemons where changed.contains(daemon.name) {
            let keys = ReloadReport.KeyChange.all(
                from: old[daemon.name]?.written ?? WrittenSection(), to: daemon.written,
                isShown: ScheduleKeys.names.contains)
            report.changed.append(.init(daemon: daemon.name, keys: keys))
        }
        if !configuration.hasSameKeys(as: new) {
            report.app = ReloadReport.KeyChange.all(from: configuration.written, to: new.written) { _ in true }
        }
        return report
    }

    /// Makes another configuration hold from now on: its daemons, their order, and the keys of the app, which still
    /// count from its start. Daemons that their FailureLimit has paused are resumed.
    ///
    /// What it did, or why it did nothing, is logged.
    /// - Throws: ``ReloadRefusal`` if something cannot be changed or made; then nothing has changed.
    @discardableResult
    public func reload(_ new: AppConfiguration) throws(ReloadRefusal) -> ReloadReport {
        do throws(ReloadRefusal) {
            let report = try changes(to: new)
            do {
                try reconcile(nil, new.daemons)
            } catch {
                throw ReloadRefusal(["\(error)"])
            }
            apply(new)
            logApplied(report)
            return report
        } catch {
            logRefused(error)
            throw error
        }
    }

    private func apply(_ new: AppConfiguration) {
        let now = now
        configuration = new
        let order = new.daemons.map(\.name)
        record(.ordered(order), at: now)
        scheduler.reorder(order.compactMap { identifiers[$0] }, at: now)
        for daemon in hosted.compactMap(\.self) {
            guard let flags = scheduler.snapshot(of: daemon.id)?.flags, flags.contains(.pausedByFailures) else {
                continue
            }
            record(.forgiven(daemon: daemon.name), at: now)
            scheduler.forgiveFailures(daemon.id, at: now)
        }
        if scheduler.app != new.parameters {
            record(.reconfigured(new.parameters), at: now)
            scheduler.change(new.parameters, at: now)
            let rest = new.parameters.shutdownAfter.map { max(Instant($0) - now, .zero) }
            sentinel.deadline(in: rest, grace: new.parameters.gracePeriod)
        }
        stateChanged(at: now)
        drive(at: now)
    }

    private func logApplied(_ report: ReloadReport) {
        let counts =
            "\(report.started.count) started, \(report.stopped.count) stopped, \(report.changed.count) changed"
        log.notice(
            "reloaded: \(counts)",
            metadata: [
                LogKey.event: "reload", LogKey.result: "applied",
                LogKey.started: .array(report.started.map { "\($0)" }),
                LogKey.stopped: .array(report.stopped.map { "\($0)" }),
                LogKey.changed: .array(report.changed.map { "\($0.daemon)" }),
            ])
    }

    /// Logs that a configuration is not taken, and why.
    func logRefused(_ refusal: ReloadRefusal) {
        log.error(
            "reload refused, nothing has changed: \(refusal)",
            metadata: [
                LogKey.event: "reload", LogKey.result: "refused",
                LogKey.errors: .array(refusal.reasons.map { "\($0)" }),
            ])
    }
}

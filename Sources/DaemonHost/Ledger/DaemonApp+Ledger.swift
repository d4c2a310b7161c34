import Logging
import Scheduling

extension DaemonApp {
    /// Tells the ledger and the observers of something that has happened.
    func record(_ kind: @autoclosure () -> AppEvent.Kind, at instant: Instant) {
        guard isRecorded, case .running = state else { return }
        let event = AppEvent(at: instant, kind())
        for observer in observers { observer(event) }
        guard let ledger, ledger.add(event, date: date.now) else { return }
        services.pool.run { ledger.flush() }
    }

    /// Begins a new part of the ledger, if one is wanted. To be called when everything that has happened is recorded.
    func continueLedger(at now: Instant) {
        guard let ledger, ledger.wantsPart(at: date.now) else { return }
        var image = [AppEvent(at: now, .checkpoint(app: name, scheduler.snapshot, seed: jitter.seed))]
        for id in scheduler.identifiers {
            guard let snapshot = scheduler.snapshot(of: id) else { continue }
            image.append(AppEvent(at: now, .added(daemon: hostedDaemon(id).name, snapshot)))
        }
        ledger.beginPart(image, date: date.now)
    }

    /// Has what has happened and what is to be kept written by one thread of the pool, if there is anything. To be called
    /// when there is nothing to do but wait.
    func writeDown(at now: Instant) {
        guard stateDirectory != nil else { return }
        continueLedger(at: now)
        let hasState = putState(at: now)
        guard hasState || ledger?.hasNews ?? false else { return }
        services.pool.run { [ledger, stateWriter] in
            ledger?.flush()
            stateWriter?.write()
        }
    }

    /// Opens the ledger in the state directory. May block; to be called before anything happens.
    func openLedger() {
        guard let stateDirectory, configuration.ledger.size > 0 else { return }
        do {
            ledger = try Ledger(in: stateDirectory, configuration.ledger, log: log, date: date.now)
        } catch {
            log.error("the ledger cannot be opened in \(stateDirectory.path); nothing is written down: \(error)")
        }
    }
}

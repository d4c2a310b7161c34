import Logging
import Scheduling

extension DaemonApp {
    /// Tells the ledger and the observers of something that has happened.
    func record(_ kind: @autoclosure () -> AppEvent.Kind, at instant: Instant) {
        guard isRecorded, case .running = state else { return }
        let event = AppEvent(at: instant, kind())
        for observer in observers { observer(event) }
        ledger?.add(event, date: date.now, services.pool)
    }

    /// Begins a new part of the ledger, if one is wanted. To be called when everything that has happened is recorded.
    func continueLedger(at now: Instant) {
        guard let ledger, ledger.wantsPart(at: date.now) else { return }
        var image = [AppEvent(at: now, .checkpoint(app: name, scheduler.snapshot, seed: jitter.seed))]
        for id in scheduler.identifiers {
            guard let snapshot = scheduler.snapshot(of: id) else { continue }
            image.append(AppEvent(at: now, .added(daemon: hostedDaemon(id).name, snapshot)))
        }
        ledger.beginPart(image, date: date.now, services.pool)
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

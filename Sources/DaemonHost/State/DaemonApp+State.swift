import Daemons
import EventLoopServices
import FoundationEssentials
import Logging
import Scheduling

/// The state that is kept across restarts.
extension DaemonApp {
    /// States are written so far apart at least.
    static let stateInterval = Nanoseconds.seconds(1)

    /// Takes over what was kept at the last stop; what is damaged is reported, and is as if it were not there.
    func readState() {
        guard let stateDirectory else { return }
        stateDirectory.removeExit()
        do throws(StateFileError) {
            for daemon in try stateDirectory.read()?.daemons ?? [] { kept[daemon.name] = daemon }
        } catch {
            log.error("\(error); every daemon starts anew")
        }
    }

    /// Something has changed that is to be kept: it is written when there is nothing else to do, at most once a second.
    func stateChanged(at now: Instant) {
        guard stateWriter != nil, case .running = state else { return }
        isStateChanged = true
    }

    /// Hands over the state that is to be written now; where the last one was less than a second ago, it is to be later.
    /// - Returns: whether there is one.
    func putState(at now: Instant) -> Bool {
        guard isStateChanged, let stateWriter else { return false }
        if let next = lastSave.map({ $0 + DaemonApp.stateInterval }), next > now {
            if stateCall == nil {
                stateCall = reactor.call(at: time(of: next)) { [weak self] in
                    self?.assumeIsolated { app in
                        app.stateCall = nil
                        app.writeDown(at: app.now)
                    }
                }
            }
            return false
        }
        isStateChanged = false
        lastSave = now
        stateWriter.put(keptState(at: now))
        return true
    }

    /// The app is over: what is to be kept is written before anybody is told.
    func writeLastState(_ exit: ExitLine) {
        guard let stateWriter, let stateDirectory else { return }
        if let stateCall { reactor.cancel(stateCall) }
        stateCall = nil
        stateWriter.close(with: keptState(at: now))
        defer { stateDirectory.unlock() }
        do {
            try stateDirectory.writeExit(exit)
        } catch {
            log.error("the exit record cannot be written to \(stateDirectory.path): \(error)")
        }
    }

    private func keptState(at now: Instant) -> KeptState {
        let date = wallClock.date(of: now)
        var daemons: [KeptDaemon] = []
        daemons.reserveCapacity(hosted.count + kept.count)
        for daemon in hosted {
            guard let daemon, !daemon.isLeaving, let snapshot = scheduler.snapshot(of: daemon.id) else { continue }
            daemons.append(
                KeptDaemon(
                    name: daemon.name, daemon.wanted, snapshot, memory: daemon.context.state, date: date, now: now))
        }
        // What a seed has not asked for yet.
        daemons += kept.values.sorted { $0.name < $1.name }
        return KeptState(app: name, daemons: daemons)
    }

    /// Forgets what was kept for daemons that nobody will want any more. To be called when all are there that are wanted.
    ///
    /// What is kept is the affair of the nearest daemon above it: a seed that has not said yet what it wants. Names may
    /// hold slashes, so that one above need not be the one above that.
    func forgetUnwanted() {
        guard !kept.isEmpty else { return }
        kept = kept.filter { path, _ in
            for above in PathsAbove(path) {
                guard let id = identifiers[above] else { continue }
                let daemon = hostedDaemon(id)
                if !daemon.isLeaving { return daemon.awaitsWish }
            }
            return false
        }
    }
}

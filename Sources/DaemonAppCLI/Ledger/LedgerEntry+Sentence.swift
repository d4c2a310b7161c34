import DaemonHost
import Scheduling

extension LedgerEntry {
    /// The entry as a line for people: `2026-11-25T09:09:32.218Z cleanup: run 2 ends: worked, next in 4s`.
    var sentence: String {
        let subject = daemon.map { "\($0): " } ?? ""
        return "\(time) \(subject)\(words)"
    }

    private var words: String {
        switch event.kind {
        case .start(let app, _, _): "app \(app) starts"
        case .checkpoint(let app, _, _): "app \(app) goes on; this part of the ledger begins"
        case .added(_, let snapshot):
            if snapshot.flags.contains(.running) {
                "is there, and runs"
            } else {
                "is there, due \(snapshot.instant <= event.at ? "now" : "in \((snapshot.instant - event.at).text)")"
            }
        case .changed: "has another schedule"
        case .removed: "is not wanted any more"
        case .kept: "stays after all"
        case .ordered(let daemons): "the order is \(daemons.joined(separator: ", "))"
        case .reconfigured: "the app's own keys are others"
        case .wake: "is woken"
        case .pause: "is paused"
        case .resume: "is resumed"
        case .forgiven: "its failures are forgotten"
        case .stopAsked(let reason): "the app is asked to stop: \(reason.rawValue)"
        case .graceEnded: "the grace is ended"
        case .run(_, let run, let due):
            "run \(run) starts" + (event.at - due > .seconds(1) ? ", \((event.at - due).text) after it was due" : "")
        case .cancel: "the run is cancelled"
        case .finish(_, let finish): words(finish)
        case .stopping(let reason): "the app begins to stop: \(reason.explanation)"
        case .stop(let reason, let next):
            "the app stops: \(reason.rawValue)" + (next.map { ", next due in \(($0 - event.at).text)" } ?? "")
        }
    }

    private func words(_ finish: AppEvent.Finish) -> String {
        let units = finish.units > 0 ? " \(finish.units)" : ""
        let next = finish.wait.map { ", next in \($0.text)" } ?? ""
        let error = finish.error.map { ": \($0)" } ?? ""
        return "run \(finish.run) ends: \(finish.outcome.name)\(units)\(next)\(error)"
    }
}

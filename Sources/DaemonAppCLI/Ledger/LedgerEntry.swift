import DaemonHost
import Scheduling

/// A line of a ledger.
struct LedgerEntry {
    /// Its number in its file, from 1.
    let line: Int
    /// The line as it is written.
    let text: String
    /// What happened.
    let event: AppEvent
    /// When, by the wall clock: RFC 3339 in UTC.
    let time: String

    /// Reads a line.
    /// - Throws: ``InputError`` if it is none of a ledger.
    init(_ text: String, line: Int) throws {
        self.line = line
        self.text = text
        let members = try LedgerMembers(JSONParser.parse(Array(text.utf8)))
        time = try members.string("time")
        event = AppEvent(at: try members.instant("at"), try members.kind())
    }

    /// The daemon that it is about, if it is about one.
    var daemon: String? {
        switch event.kind {
        case .added(let daemon, _), .changed(let daemon, _), .removed(let daemon), .kept(let daemon),
            .wake(let daemon), .pause(let daemon), .resume(let daemon), .forgiven(let daemon), .run(let daemon, _, _),
            .cancel(let daemon), .finish(let daemon, _):
            daemon
        case .start, .checkpoint, .ordered, .reconfigured, .stopAsked, .graceEnded, .stopping, .stop: nil
        }
    }

    /// Whether it is about a daemon of that name or one below it.
    func concerns(_ name: String) -> Bool {
        guard let daemon else { return false }
        return daemon == name || daemon == name.lowercased() || daemon.hasPrefix(name + "/")
            || daemon.hasPrefix(name.lowercased() + "/")
    }
}

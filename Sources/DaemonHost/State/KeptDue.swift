public import FoundationEssentials
import Scheduling
public import SystemPackage

/// When a daemon is due, as an app that need not run has kept it.
public struct KeptDue: Sendable, Hashable, Encodable {
    /// The daemon's path.
    public let daemon: String
    /// When it is due, or was: RFC 3339 in UTC.
    public let due: String
    /// Its interval in seconds.
    public let interval: Double
    private let date: Date

    private enum CodingKeys: String, CodingKey {
        case daemon, due, interval
    }

    /// What is kept in a state directory of the daemons that are not paused, earliest first.
    /// - Throws: ``KeptStateError`` if there is no state, or none that can be read.
    public static func all(at path: FilePath) throws(KeptStateError) -> [KeptDue] {
        let state: KeptState
        do {
            state = try StateDirectory.read(at: path)
        } catch {
            throw KeptStateError(path: path, cause: error)
        }
        return state.daemons.filter { $0.pausedBy == nil }.compactMap(KeptDue.init)
            .sorted { ($0.date, $0.daemon) < ($1.date, $1.daemon) }
    }

    private init?(_ kept: KeptDaemon) {
        guard let due = kept.due else { return nil }
        daemon = kept.name
        date = Date(timeIntervalSince1970: due)
        self.due = date.rfc3339
        interval = Double(kept.interval) / 1e9
    }

    /// The time until it is due, for people; `now` once that has passed.
    public func timeLeft(from now: Date) -> String {
        let seconds = date.timeIntervalSince(now)
        return seconds <= 0 ? "now" : Nanoseconds(Int64(min(seconds, 9e9) * 1e3) * 1_000_000).text
    }

    /// The interval, for people.
    public var intervalText: String { Nanoseconds(Int64(min(interval, 9e9) * 1e9)).text }
}

/// There is no state of an app that could be read.
public struct KeptStateError: Error, CustomStringConvertible {
    /// The state directory.
    public let path: FilePath
    /// What is wrong.
    public let cause: any Error

    public var description: String {
        (cause as? Errno) == .noSuchFileOrDirectory
            ? "\(path): there is no state; the app has not run yet" : "\(path): the state cannot be read: \(cause)"
    }
}

import FoundationEssentials

/// What an app keeps of its schedule for its next start.
struct KeptState: Sendable, Hashable, Codable {
    /// The app's name.
    var app: String
    /// Each daemon's path and what is kept of it, in the order of their start.
    var daemons: [KeptDaemon]

    /// Keeps what is kept of some daemons.
    init(app: String, daemons: [KeptDaemon]) {
        self.app = app
        self.daemons = daemons
    }

    /// Reads what was written.
    /// - Throws: what the decoder throws if it is damaged; ``DamagedState`` if it means nothing.
    init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(KeptState.self, from: Data(json))
        let isSound = daemons.allSatisfy { daemon in
            daemon.interval > 0 && daemon.failures >= 0 && daemon.missed ?? 0 >= 0
                && daemon.due.map { abs($0) < 1e12 } ?? true
        }
        guard isSound, Set(daemons.map(\.name)).count == daemons.count else { throw DamagedState() }
    }

    /// What is written.
    var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
        }
    }
}

/// What is kept of a daemon.
struct KeptDaemon: Sendable, Hashable, Codable {
    /// The daemon's path.
    var name: String
    /// The kind of daemon; nil: nobody knows any more.
    var type: String?
    /// The lasting part of its identity; nil: 0.
    var identity: UInt64?
    /// When it is due, or was: seconds since 1970 by the wall clock; nil: never.
    var due: Double?
    /// The interval, in nanoseconds.
    var interval: Int64
    /// Failures in a row.
    var failures: Int = 0
    /// The runs, besides the next one, that it was catching up on; nil: none.
    var missed: Int?
    /// What has paused it; nil: nothing.
    var pausedBy: Pause?
    /// What the daemon remembers itself.
    var memory: [String: String]?

    /// What can pause a daemon.
    enum Pause: String, Sendable, Codable {
        case `operator`, failures
    }
}

/// A kept state says what cannot be.
struct DamagedState: Error, CustomStringConvertible {
    var description: String { "it says what cannot be" }
}

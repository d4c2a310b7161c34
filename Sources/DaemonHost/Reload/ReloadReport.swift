import Daemons

/// What a configuration changes about a running app, or would change.
public struct ReloadReport: Sendable, Hashable, Codable {
    /// The daemons that are new.
    public var started: [String] = []
    /// The daemons that are not wanted any more; a run in progress ends first.
    public var stopped: [String] = []
    /// The daemons whose settings are others.
    public var changed: [Section] = []
    /// The keys of the app itself that are others.
    public var app: [KeyChange] = []

    /// A section whose settings are others.
    public struct Section: Sendable, Hashable, Codable {
        /// The daemon's name.
        public var daemon: String
        /// The keys that are written otherwise. Empty where the difference lies in a section within.
        public var keys: [KeyChange]
    }

    /// A key that is written otherwise.
    public struct KeyChange: Sendable, Hashable, Codable {
        /// The key as it is declared.
        public var key: String
        /// What it said; nil if it was not there, or is nobody's business.
        public var old: String?
        /// What it says; nil if it is not there any more, or is nobody's business.
        public var new: String?
    }

    /// Whether nothing changes.
    public var isEmpty: Bool { started.isEmpty && stopped.isEmpty && changed.isEmpty && app.isEmpty }
}

extension ReloadReport.KeyChange {
    /// The keys that differ, in the order of their names.
    /// - Parameter isShown: whether what a key says may be told.
    static func all(
        from old: WrittenSection, to new: WrittenSection, isShown: (String) -> Bool
    ) -> [ReloadReport.KeyChange] {
        let keys = Set(old.keys.keys).union(new.keys.keys).sorted()
        return keys.filter { old.texts(of: $0) != new.texts(of: $0) }.map { key in
            guard isShown(key) else { return Self(key: key) }
            return Self(
                key: key, old: old.texts(of: key)?.joined(separator: ", "),
                new: new.texts(of: key)?.joined(separator: ", "))
        }
    }
}

/// An app was not given another configuration; nothing has changed.
public struct ReloadRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, one line each: `FILE:LINE: KIND: MESSAGE` where a file is.
    public var reasons: [String]
    /// Whether the configuration itself is wrong, and not only what it would change.
    public var isBadConfiguration: Bool

    /// A refusal.
    public init(_ reasons: [String], isBadConfiguration: Bool = false) {
        self.reasons = reasons
        self.isBadConfiguration = isBadConfiguration
    }

    public var description: String { reasons.joined(separator: "; ") }
}

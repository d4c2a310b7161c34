/// How a daemon is made, and of which settings: two recipes are the same if their settings are equal.
public struct DaemonRecipe: Sendable, Equatable {
    private let settings: any Equatable & Sendable
    private let maker: @Sendable () throws -> any Daemon

    /// A recipe for a daemon with settings.
    /// - Parameters:
    ///   - settings: what the daemon is made of; a recipe with other settings is for another daemon.
    ///   - make: makes the daemon.
    public init<Settings: Equatable & Sendable>(
        _ settings: Settings, make: @escaping @Sendable (Settings) throws -> any Daemon
    ) {
        self.settings = settings
        maker = { try make(settings) }
    }

    /// Makes a daemon.
    /// - Throws: what the maker throws.
    public func make() throws -> any Daemon {
        try maker()
    }

    public static func == (left: DaemonRecipe, right: DaemonRecipe) -> Bool {
        left.settings.isEqual(to: right.settings)
    }
}

extension Equatable {
    fileprivate func isEqual(to other: any Equatable) -> Bool {
        (other as? Self) == self
    }
}

/// The settings of a daemon that has none.
public struct NoSettings: Sendable, Hashable {
    /// No settings.
    public init() {}
}

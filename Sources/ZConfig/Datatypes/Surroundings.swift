/// What datatypes ask of the machine they run on.
public protocol Surroundings: Sendable {
    /// Whether there is something at a path, links followed; no for a path that cannot be one.
    /// - Parameter path: from the root or from the working directory.
    func exists(_ path: String) -> Bool

    /// Whether there is a directory at a path, links followed; no for a path that cannot be one.
    /// - Parameter path: from the root or from the working directory.
    func isDirectory(_ path: String) -> Bool

    /// The home folder of the current user: `HOME` in the environment if it is set, even to nothing; otherwise that in
    /// the user database; nil if there is none.
    var homeFolder: String? { get }

    /// The home folder of a user in the user database; nil if there is no such user.
    /// - Parameter user: a name, never empty and without zero characters.
    func homeFolder(of user: String) -> String?

    /// Whether a locale is known: whether `setlocale(LC_ALL, …)` takes the name.
    /// - Parameter name: a name without zero characters; nothing stands for the locale of the environment.
    func isLocale(_ name: String) -> Bool
}

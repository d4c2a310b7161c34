import Daemons
import Glibc
import SystemPackage

/// Which names are meant: those that match one of some patterns, where there are any, and none of others.
///
/// The patterns are those of fnmatch(3), with case; `*` and `?` also match a dot at the beginning.
struct NamePatterns: Sendable, Hashable {
    /// One of these has to match; none: all do.
    var match: [String]
    /// None of these may match.
    var exclude: [String]

    /// Whether a directory of that name is a queue: none whose name begins with a dot is.
    func contains(_ name: FileName) -> Bool {
        !name.isHidden
            && (match.isEmpty || match.contains { NamePatterns.matches($0, name) })
            && !exclude.contains { NamePatterns.matches($0, name) }
    }

    private static func matches(_ pattern: String, _ name: FileName) -> Bool {
        unsafe name.withCString { unsafe fnmatch(pattern, $0, 0) == 0 }
    }
}

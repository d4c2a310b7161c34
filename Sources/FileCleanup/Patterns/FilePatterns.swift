/// Which files are meant: those that match one of some patterns, where there are any, and none of others.
struct FilePatterns: Sendable, Hashable {
    /// One of these has to match; none: all do.
    var match: [GlobPattern] = []
    /// None of these may match, and no directory that one of these matches is entered.
    var exclude: [GlobPattern] = []

    /// Whether some pattern needs the path.
    var needPath: Bool { match.contains(where: \.isForPath) || exclude.contains(where: \.isForPath) }

    /// Whether there is no pattern.
    var isEmpty: Bool { match.isEmpty && exclude.isEmpty }

    /// The pattern that excludes an entry; nil if none does.
    /// - Parameters:
    ///   - name: its name.
    ///   - path: its path below the directory that is scanned; empty where no pattern needs it.
    func exclusion(of name: Span<UInt8>, _ path: Span<UInt8>) -> GlobPattern? {
        exclude.first { $0.matches($0.isForPath ? path : name) }
    }

    /// Whether an entry matches, as far as one has to.
    func includes(_ name: Span<UInt8>, _ path: Span<UInt8>) -> Bool {
        match.isEmpty || match.contains { $0.matches($0.isForPath ? path : name) }
    }
}

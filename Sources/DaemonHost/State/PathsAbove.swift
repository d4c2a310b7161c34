/// The paths above one, the nearest first: above `mail/in/alice` are `mail/in` and `mail`.
struct PathsAbove: Sequence, IteratorProtocol {
    private var rest: Substring

    init(_ path: String) {
        rest = path[...]
    }

    mutating func next() -> String? {
        // By bytes: what follows a slash may be a mark that would make one character of both.
        guard let end = rest.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        rest = rest[..<end]
        return String(rest)
    }
}

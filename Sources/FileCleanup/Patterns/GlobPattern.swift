/// A pattern for names and paths, as of fnmatch(3) with FNM_PATHNAME in the C locale, and `**` besides.
///
/// `*` is any text without a slash, `**` any text, and `**/` also nothing at all; `?` is any byte but a slash, `[a-z]`,
/// `[!a-z]` and `[[:alpha:]]` one of several; `\` takes what follows as it is. A dot at the beginning is nothing special.
struct GlobPattern: Sendable, Hashable {
    /// The pattern as it was written.
    let text: String
    /// Whether it is for the path below the directory that is scanned, and not for the name alone.
    let isForPath: Bool
    private let tokens: [GlobToken]

    /// - Throws: ``GlobError`` if the text can match nothing.
    init(_ text: String) throws(GlobError) {
        self.text = text
        tokens = try GlobParser.tokens(text)
        isForPath = text.utf8.contains(UInt8(ascii: "/"))
    }

    /// Whether all of a text is as the pattern says.
    ///
    /// Of several stars only the last one before the place is ever lengthened, and the last `**` where that does not help:
    /// each one before has taken as little as it could, and what it could take more the later one can take as well. So
    /// the time is at most proportional to the length of the pattern times the square of that of the text.
    func matches(_ text: Span<UInt8>) -> Bool {
        var (position, token) = (0, 0)
        var star: (token: Int, position: Int)?
        var globstar: (token: Int, position: Int)?
        while true {
            if token == tokens.count {
                if position == text.count { return true }
            } else {
                switch tokens[token] {
                case .byte(let byte) where position < text.count && text[position] == byte:
                    (position, token) = (position + 1, token + 1)
                    continue
                case .set(let set) where position < text.count && set.contains(text[position]):
                    (position, token) = (position + 1, token + 1)
                    continue
                case .star:
                    star = (token, position)
                    token += 1
                    continue
                case .globstar, .folders:
                    globstar = (token, position)
                    star = nil
                    token += 1
                    continue
                case .byte, .set:
                    break
                }
            }
            if let last = star, last.position < text.count, text[last.position] != UInt8(ascii: "/") {
                star?.position += 1
                (position, token) = (last.position + 1, last.token + 1)
            } else if let last = globstar, let next = lengthened(tokens[last.token], last.position, text) {
                globstar?.position = next
                star = nil
                (position, token) = (next, last.token + 1)
            } else {
                return false
            }
        }
    }

    /// Where the text that a `**` takes ends next; nil if it cannot take more.
    private func lengthened(_ token: GlobToken, _ position: Int, _ text: Span<UInt8>) -> Int? {
        guard position < text.count else { return nil }
        guard token == .folders else { return position + 1 }
        var next = position
        while next < text.count {
            next += 1
            if text[next - 1] == UInt8(ascii: "/") { return next }
        }
        return nil
    }
}

/// A part of a pattern.
enum GlobToken: Sendable, Hashable {
    /// That byte.
    case byte(UInt8)
    /// One of those bytes.
    case set(ByteSet)
    /// Any bytes but slashes.
    case star
    /// Any bytes.
    case globstar
    /// `**/`: nothing, or any bytes and a slash.
    case folders
}

/// What is wrong with a pattern.
struct GlobError: Error, Hashable, CustomStringConvertible {
    let description: String
}

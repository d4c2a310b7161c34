/// Puts values in the place of `$name`, `${name}`, `$(NAME)` and `$$`.
struct Substitution {
    /// More bytes than this are not put in during one load: definitions that repeat one another grow without end.
    static let mostBytes = 64 << 20

    private let environment: (String) -> String?
    private var definitions: [String: String] = [:]
    private var spoilt: [String: ConfigurationError] = [:]
    private var gap: ConfigurationError?
    private var bytesLeft = Substitution.mostBytes

    private let guesses: NameGuesses

    init(environment: @escaping (String) -> String?, guesses: NameGuesses = NameGuesses()) {
        self.environment = environment
        self.guesses = guesses
    }

    /// What is wrong with a text.
    enum Failure: Error {
        case message(String)
        /// This only follows from an error that is known: that in the definition of the name, or in an `%include`.
        case following(ConfigurationError)
    }

    // MARK: Definitions

    /// The value of a name in lower case.
    func definition(of name: String) -> String? {
        definitions[name]
    }

    mutating func define(_ name: String, _ value: String) {
        definitions[name] = value
    }

    /// Notes why a name that was to be defined is not.
    mutating func spoil(_ name: String, _ error: ConfigurationError) {
        if spoilt[name] == nil { spoilt[name] = error }
    }

    /// Notes why names may be missing that are defined somewhere.
    mutating func noteGap(_ error: ConfigurationError) {
        if gap == nil { gap = error }
    }

    // MARK: Replacing

    /// The text with everything replaced. What is put in is not looked through again.
    mutating func replace(in text: String) throws(Failure) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[(dollar + 1)...]
            let value = try takeReplacement(&rest).utf8
            guard value.count <= bytesLeft else {
                throw .message("substitution puts in more than \(Substitution.mostBytes >> 20) MiB")
            }
            bytesLeft -= value.count
            result += value
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    /// Takes what follows a `$`.
    /// - Returns: what stands for it.
    private func takeReplacement(_ rest: inout ArraySlice<UInt8>) throws(Failure) -> String {
        switch rest.first {
        case nil:
            throw .message("illegal lone '$' at end of source; '$$' stands for a '$'")
        case UInt8(ascii: "$"):
            rest = rest.dropFirst()
            return "$"
        case UInt8(ascii: "{"):
            return try defined(try takeName(&rest, "{", until: "}"))
        case UInt8(ascii: "("):
            let name = try takeName(&rest, "(", until: ")")
            guard let value = environment(name) else {
                throw .message("no replacement for \(name.quoted): there is no such environment variable")
            }
            return value
        default:
            let end = Substitution.nameEnd(rest)
            guard end > rest.startIndex else {
                throw .message("'$' not followed by '$' or name; '$$' stands for a '$'")
            }
            defer { rest = rest[end...] }
            return try defined(String(decoding: rest[..<end], as: UTF8.self))
        }
    }

    private func defined(_ name: String) throws(Failure) -> String {
        let key = name.lowercased()
        if let value = definitions[key] { return value }
        if let error = spoilt[key] ?? gap { throw .following(error) }
        let hint = guesses.hint(for: key) { definitions.keys.sorted() }
        throw .message("no replacement for \(name.quoted)\(hint)")
    }

    /// Takes a name and the marks around it.
    private func takeName(
        _ rest: inout ArraySlice<UInt8>, _ opening: String, until mark: Unicode.Scalar
    ) throws(Failure) -> String {
        let inner = rest.dropFirst()
        let end = Substitution.nameEnd(inner)
        let name = String(decoding: inner[..<end], as: UTF8.self)
        guard !name.isEmpty else { throw .message("'$\(opening)' not followed by name") }
        guard end < inner.endIndex, inner[end] == UInt8(ascii: mark) else {
            throw .message("\("$\(opening)\(name)".quoted) not followed by '\(mark)'")
        }
        rest = inner[(end + 1)...]
        return name
    }

    // MARK: Names

    /// Whether a text is a name: ASCII letters, digits and `_`, not beginning with a digit.
    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)[...]
        return !bytes.isEmpty && nameEnd(bytes) == bytes.endIndex
    }

    /// The longest name at the start of a text; nothing if there is none.
    static func nameAtStart(of text: String) -> String {
        let bytes = Array(text.utf8)[...]
        return String(decoding: bytes[..<nameEnd(bytes)], as: UTF8.self)
    }

    /// Where the longest name at the start ends.
    private static func nameEnd(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let first = bytes.first, first.isLetter || first == UInt8(ascii: "_") else { return bytes.startIndex }
        return bytes.firstIndex { !$0.isLetter && !$0.isDigit && $0 != UInt8(ascii: "_") } ?? bytes.endIndex
    }
}

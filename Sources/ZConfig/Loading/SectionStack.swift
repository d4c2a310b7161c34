/// The sections that are open while a configuration is read.
final class SectionStack {
    private let matcher: SchemaMatcher
    private var frames: [Frame] = []
    /// How many frames were open where each file began.
    private var files: [Int] = []

    private enum Frame {
        case open(SectionBuilder, slot: Int)
        /// A section of that type that was refused: what is in it is not looked at.
        case skipped(type: String)

        var type: String {
            switch self {
            case .open(let builder, _): builder.type.name
            case .skipped(let type): type
            }
        }
    }

    /// What an end tag closes.
    enum End {
        case innermost
        /// A section further out; the innermost open one is of that type.
        case outer(String)
        /// None in this file; the innermost open one is of that type.
        case none(String?)
    }

    init(_ matcher: SchemaMatcher) {
        self.matcher = matcher
    }

    /// Whether the innermost section, or one around it, was refused.
    var isSkipping: Bool {
        if case .skipped = frames.last { return true }
        return false
    }

    // MARK: Files

    func openRoot(_ position: SourcePosition, _ overrides: [Override]) {
        frames.append(.open(SectionBuilder(matcher.root, nil, position, overrides), slot: 0))
    }

    func closeRoot(_ order: Int) -> (Section, [ConfigurationError]) {
        guard case .open(let builder, _) = frames.removeLast() else { preconditionFailure("the root is always open") }
        return builder.finish(order, end: nil, isRoot: true)
    }

    func enterFile() {
        files.append(frames.count)
    }

    /// The innermost section that the file has left open; nil if there is none.
    func leaveFile() -> String? {
        frames.count > files.last ?? 0 ? frames.last?.type : nil
    }

    /// Closes what the file has left open.
    func closeFile(_ order: Int) -> [ConfigurationError] {
        var errors: [ConfigurationError] = []
        while frames.count > files.last ?? 0 { errors += close(order, end: nil) }
        return errors
    }

    func forgetFile() {
        files.removeLast()
    }

    // MARK: Sections

    /// Opens a section. If it is refused, it is skipped up to its end.
    /// - Throws: the message of a syntax error.
    func open(_ type: String, _ name: String?, _ position: SourcePosition) throws(LineError) {
        guard case .open(let parent, _) = frames.last else {
            frames.append(.skipped(type: type))
            return
        }
        do throws(LineError) {
            guard frames.count <= ConfigurationLoader.deepestSection else {
                throw LineError("sections are nested more than \(ConfigurationLoader.deepestSection) deep")
            }
            let matched = try matcher.type(type, in: parent.type)
            let slot = try matcher.slot(for: matched, named: name, in: parent.type)
            try parent.claim(slot, type, name)
            let overrides = parent.takeOverrides(type, name)
            frames.append(.open(SectionBuilder(matched, name, position, overrides), slot: slot))
        } catch {
            frames.append(.skipped(type: type))
            throw error
        }
    }

    /// A line that begins like a section but is malformed: if the file has an end for it, what is between is skipped.
    func skipMalformedStart(_ line: Substring, _ rest: Substring) {
        let text = line.strippingSpace
        guard text.hasPrefix("<"), !text.hasPrefix("</"), !text.hasSuffix("/>") else { return }
        let type = text.dropFirst().unicodeScalars.prefix { !Space.contains($0) && $0 != ">" && $0 != "(" && $0 != ")" }
        let name = String(String.UnicodeScalarView(type)).lowercased()
        guard !name.isEmpty, rest.lowercased().contains("</\(name)>") else { return }
        frames.append(.skipped(type: name))
    }

    /// What an end tag closes.
    func match(end type: String) -> End {
        let own = frames[(files.last ?? 0)...]
        guard let innermost = own.last else { return .none(nil) }
        if innermost.type == type { return .innermost }
        return own.contains { $0.type == type } ? .outer(innermost.type) : .none(innermost.type)
    }

    /// Closes the innermost section of a type and all that are open in it.
    func close(through type: String, _ order: Int, end: SourcePosition) -> [ConfigurationError] {
        var errors: [ConfigurationError] = []
        while let frame = frames.last {
            errors += close(order, end: end)
            if frame.type == type { break }
        }
        return errors
    }

    /// Closes the innermost section.
    func close(_ order: Int, end: SourcePosition?) -> [ConfigurationError] {
        guard case .open(let builder, let slot) = frames.removeLast() else { return [] }
        let (section, errors) = builder.finish(order, end: end, isRoot: false)
        if case .open(let parent, _) = frames.last { parent.append(section, slot) }
        return errors
    }

    // MARK: Keys

    /// Adds a key to the innermost section.
    func add(_ name: String, _ text: String, _ position: SourcePosition, _ line: String) throws(ConfigurationError) {
        guard case .open(let builder, _) = frames.last else { return }
        try builder.add(name, text, position, line)
    }

    /// Notes that a key is there whose value cannot be had.
    func spoil(_ name: String, _ error: ConfigurationError) {
        guard case .open(let builder, _) = frames.last else { return }
        builder.spoil(name, error)
    }
}

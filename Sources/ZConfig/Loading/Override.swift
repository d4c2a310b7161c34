/// A value that is given from outside the file: `section/section/key=value`.
struct Override {
    /// What is left of the path: names or types of sections, and the key.
    private(set) var path: ArraySlice<String>
    /// The value as it was given: neither stripped nor substituted.
    let value: String
    let place: Place

    /// Reads a specification.
    init(_ text: String) throws(ConfigurationError) {
        let bytes = Array(text.utf8)
        let end = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.endIndex
        let path = String(decoding: bytes[..<end], as: UTF8.self)
        place = Place(source: Source(file: "--set \(path)"), order: -1)
        guard end < bytes.endIndex else {
            throw ConfigurationError(.syntax, "invalid configuration specifier: PATH=VALUE is wanted", at: place)
        }
        value = String(decoding: bytes[(end + 1)...], as: UTF8.self)
        self.path =
            path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }[...]
        if self.path.contains("") {
            throw ConfigurationError(
                .syntax, "'//' is not allowed in an option path, nor a slash at its ends", at: place)
        }
    }

    /// The next element of the path.
    var head: String { path.first ?? "" }

    /// Whether the next element is the key.
    var isAtKey: Bool { path.count == 1 }

    /// Whether the next element means a section, by its name or its type in lower case.
    func means(_ type: String, _ name: String?) -> Bool {
        let lower = head.inLowerCase
        return !isAtKey && (lower == type || lower == name)
    }

    /// Whether the next element could be the name of a section's type.
    var hasTypeName: Bool { (try? Datatype.basicKey.convert(head)) != nil }

    /// The override as that section sees it.
    var entered: Override {
        var inner = self
        inner.path.removeFirst()
        return inner
    }
}

/// The overrides that are for an open section and for what is in it.
struct OverrideBag {
    /// Those for keys of the section, with the keys converted, in order.
    private(set) var keys: [(key: String, override: Override)] = []
    /// Those for sections in it that have not been opened.
    private(set) var pending: [Override] = []
    private var keyNames: Set<ExactText> = []

    var isEmpty: Bool { keys.isEmpty && pending.isEmpty }

    /// Adds an override. As in the reference implementation its next element has to be a key of the section's key type,
    /// even where it means a section.
    mutating func add(_ override: Override, _ type: KeyType) throws(ConfigurationError) {
        let key: String
        do {
            key = try type.convert(override.head).text
        } catch {
            throw ConfigurationError(.conversion, error.message, at: override.place)
        }
        if override.isAtKey {
            keys.append((key, override))
            keyNames.insert(ExactText(key))
        } else {
            pending.append(override)
        }
    }

    /// Whether a key, in lower case, is overridden: then what the file says of it does not count.
    func hasKey(_ key: String) -> Bool {
        keyNames.contains(ExactText(key))
    }

    /// The first of those for sections whose next element can be the name of no type: with it the reference
    /// implementation refuses any section.
    var firstWithoutName: Override? { pending.first { !$0.hasTypeName } }

    /// Takes those for a section that opens; sections of the same name later get none.
    mutating func take(_ type: String, _ name: String?) -> [Override] {
        guard !pending.isEmpty else { return [] }
        let taken = pending.filter { $0.means(type, name) }
        if !taken.isEmpty { pending.removeAll { $0.means(type, name) } }
        return taken.map(\.entered)
    }
}

public import ZConfig

/// A section as it is written: where it stands, and what its keys say.
public struct WrittenSection: Sendable {
    /// The line that opens the section.
    public var position: SourcePosition
    /// The keys that are written, as they are declared.
    public var keys: [String: Key]

    /// A key as it is written.
    public struct Key: Sendable {
        /// What it says, each time it stands there.
        public var texts: [String]
        /// Where it stands first.
        public var position: SourcePosition
    }

    /// A section that is written nowhere.
    public init() {
        position = SourcePosition(file: "")
        keys = [:]
    }

    /// What a section says for some keys.
    public init(_ section: Section, keys declared: [String]) {
        position = section.position
        keys = [:]
        for name in declared {
            let texts = section.texts(of: name)
            if let position = section.position(of: name), !texts.isEmpty {
                keys[name] = Key(texts: texts, position: position)
            }
        }
    }

    /// Where a key stands or, where it does not, the section.
    public func position(of key: String) -> SourcePosition {
        keys[key]?.position ?? position
    }

    /// What a key says; nil if it is not there.
    public func texts(of key: String) -> [String]? {
        keys[key]?.texts
    }
}

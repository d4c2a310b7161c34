/// What the reference of a schema says, in the order of reading: what its writers have in common.
struct ReferenceOutline {
    let title: String
    /// What the whole file is for.
    let description: [Block]
    let example: String?
    let sketch: [SketchLine]
    /// First that of the file itself, then one for each type, each after the first that may hold it.
    let chapters: [Chapter]
    /// Those that occur, in the order of their names.
    let datatypes: [DatatypeEntry]
    /// The keys, in the order of their names.
    let index: [IndexEntry]

    /// The places of what every reference has.
    static let fixedAnchors = ["top", "main", "layout", "datatypes", "index", "filter", "found"]

    /// A text that leads to another place.
    struct Link: Equatable {
        let text: String
        let anchor: String
    }

    /// What is said about a type.
    struct Chapter {
        let kind: Kind
        /// The name of the type.
        let name: String
        let anchor: String
        let description: [Block]
        let example: String?
        /// The abstract type that it implements.
        let implements: Link?
        /// Where a section of the type may stand.
        let places: [Place]
        /// The types that implement it.
        let implementers: [Link]
        /// How keys are read, where that is not as usual.
        let keyType: Link?
        /// What becomes of a section, where it does not stay as it is.
        let datatype: String?
        /// Its keys but for those in a group.
        let keys: [KeyEntry]
        /// Keys that several of its implementers have.
        let groups: [KeyGroup]
        /// Its keys that are described in a group.
        let shared: [SharedKeys]
        let slots: [SlotEntry]

        enum Kind {
            case file
            case type
            case abstractType
        }

        /// What a section of the type begins with, or what the types have in common.
        var heading: Heading {
            switch kind {
            case .file: .words("The top of the file")
            case .type: .code("<\(name)>")
            case .abstractType: .words("Every \(name)")
            }
        }
    }

    enum Heading {
        case words(String)
        case code(String)

        var text: String {
            switch self {
            case .words(let text), .code(let text): text
            }
        }
    }

    /// A type that may hold sections of a type.
    struct Place {
        let parent: Link
        let rule: SlotRule
    }

    /// How often a section may stand in a slot, and what it may be named.
    struct SlotRule: Equatable {
        let count: String
        let name: Name

        enum Name: Equatable {
            case optional
            case needed
            case fixed(String)
        }
    }

    /// A key.
    struct KeyEntry {
        /// As it is written in documentation; nil for all keys that have no entry of their own.
        let name: String?
        let anchor: String
        let datatype: Link
        let isRequired: Bool
        let isMultiple: Bool
        let defaults: [String]
        let mapDefaults: [(key: String, text: String)]
        /// What the program does if no value is given.
        let metadefault: [Inline]?
        /// What the value must be.
        let range: String?
        let description: [Block]
        /// Lines as one would write them.
        let example: String?

        var title: String { name ?? "any other key" }
    }

    /// Keys that several types have.
    struct KeyGroup {
        let title: String
        let anchor: String
        let keys: [KeyEntry]
    }

    /// The keys of a type that are described in a group.
    struct SharedKeys {
        let group: Link
        /// The names, the places of their descriptions, and what leads here.
        let keys: [(link: Link, anchor: String)]
    }

    /// A slot for sections.
    struct SlotEntry {
        let anchor: String
        /// The type that was declared.
        let type: Link
        let isAbstract: Bool
        /// The types that fit.
        let types: [Link]
        let rule: SlotRule
        let description: [Block]
        let metadefault: [Inline]?
        let example: String?
    }

    /// A datatype.
    struct DatatypeEntry {
        let name: String
        let anchor: String
        let text: DatatypeText
    }

    /// A key in the index.
    struct IndexEntry {
        let key: Link
        /// Where it stands.
        let place: String
        /// The letter under which it is found; `#` for what begins with none.
        let letter: String
    }
}

/// A line of the sketch of a file.
struct SketchLine: Equatable {
    let depth: Int
    let content: Content

    enum Content: Equatable {
        case comment(String)
        /// A key that must be there, with a value.
        case key(ReferenceOutline.Link, value: String)
        /// The tag that begins a section: `<`, the name of the type, and the rest.
        case open(ReferenceOutline.Link, rest: String)
        case close(String)
    }
}

/// A part of a configuration, and what it is called where it is wrong.
package struct DecodingPart {
    package let content: Content
    let subject: Subject

    package enum Content {
        case value(DecodingValue)
        /// The values of a key, or the sections of a slot, that may stand several times.
        case list(DecodingList)
        /// The same without a schema: one thing if there is one.
        case repeated(DecodingList)
        /// A section, or the keys that have no declarations of their own.
        case fields(any DecodingFields)
        case absent(Absence)
    }

    /// Why there is nothing.
    package enum Absence {
        case key(String)
        case section(String)
        case undeclared(String)
        /// Nothing in a section without a schema has the name.
        case unknown(String)
        case sectionName
    }

    /// The whole of a section.
    package init(_ section: any DecodingSection) {
        content = .fields(section.fields)
        subject = Subject(section: section)
    }

    init(_ content: Content, _ subject: Subject) {
        self.content = content
        self.subject = subject
    }

    /// The section that the part is, or the one that it is in.
    package var section: any DecodingSection { subject.section }

    /// Whether the part is a whole section.
    package var isSection: Bool {
        if case .fields = content { subject.key == nil } else { false }
    }

    package var isAbsent: Bool {
        if case .absent = content { true } else { false }
    }

    /// What a part is called.
    package struct Subject {
        /// The section, or the one that the part is in.
        let section: any DecodingSection
        /// The key; nil for a section.
        var key: String?
        /// Where the part is in its section: which child, and which value of it.
        var number: Int?
        var index = 0
    }

    /// An error at the part's place: `Count in <Chair>: MESSAGE`.
    package func error(_ kind: ConfigurationError.Kind, _ message: String) -> ConfigurationError {
        let name = subject.key.map { $0.shortened + subject.section.title } ?? subject.section.ownTitle
        return subject.section.error(kind, "\(name): \(message)", at: subject)
    }

    /// The error that tells of what is not there.
    func error(_ absence: Absence) -> ConfigurationError {
        let section = subject.section
        return switch absence {
        case .key(let key):
            section.error(.configuration, "no values for '\(key)'; 1 required\(section.title)", at: subject)
        case .section(let slot):
            section.error(.configuration, "no section for '\(slot)'; 1 required\(section.title)", at: subject)
        case .undeclared(let name):
            section.error(
                .schema,
                "the type '\(section.typeName ?? "")' declares nothing for '\(name)'"
                    + NearestName.hint(for: name, among: section.knownNames), at: subject)
        case .unknown(let name):
            section.error(
                .configuration,
                "no values for '\(name)'; 1 required\(section.title)"
                    + NearestName.hint(for: name, among: section.knownNames), at: subject)
        case .sectionName:
            section.error(.configuration, "\(section.ownTitle) needs a name", at: subject)
        }
    }
}

/// Parts that stand in a row; each is made when it is asked for.
package struct DecodingList {
    package let count: Int
    package let element: (Int) -> DecodingPart
}

/// A value, and its text.
package struct DecodingValue {
    /// A `String` if nothing has been converted.
    package let typed: Any
    package let text: String
    /// The stock name of the datatype; nil if there is no schema.
    let datatype: String?

    /// A text that nothing has been made of.
    init(text: String) {
        self.init(typed: text, text: text, datatype: nil)
    }

    init(typed: Any, text: String, datatype: String?) {
        self.typed = typed
        self.text = text
        self.datatype = datatype
    }
}

/// Parts that have names.
package protocol DecodingFields {
    /// The names of those that are there.
    var names: [String] { get }
    /// The part that a name means, spelt exactly or loosely.
    /// - Throws: an error if it may mean several; one that the part is the cause of.
    func part(named name: String, _ tables: NameTables) throws(ConfigurationError) -> DecodingPart
}

/// A section, read with a schema or without.
package protocol DecodingSection: Sendable {
    /// The type, as it is declared; nil for a whole file without a schema.
    var typeName: String? { get }
    /// The name in lower case.
    var name: String? { get }
    /// The sections in it, in the order of the file.
    var sectionsWithin: [any DecodingSection] { get }
    /// The values of the keys that have no declarations of their own; nil if there can be none.
    var mapFields: (any DecodingFields)? { get }
    /// What is in it.
    var fields: any DecodingFields { get }
    /// Whether the section is a whole file.
    var isWhole: Bool { get }
    /// What somebody may have meant.
    var knownNames: [String] { get }

    /// An error at the place of a part.
    func error(_ kind: ConfigurationError.Kind, _ message: String, at part: DecodingPart.Subject) -> ConfigurationError
}

extension DecodingSection {
    /// ` in <TYPE NAME>`, and nothing for a whole file.
    var title: String { isWhole ? "" : " in \(ownTitle)" }

    /// `<TYPE NAME>`.
    var ownTitle: String {
        isWhole ? "the file" : "<\(typeName?.shortened ?? "")\(name.map { " \($0.shortened)" } ?? "")>"
    }

    /// The section's name or type, where a part is asked for by `sectionName` or `sectionType`.
    func ownPart(named name: String) -> DecodingPart? {
        switch name.looseName {
        case "sectionname":
            let subject = DecodingPart.Subject(section: self)
            return DecodingPart(self.name.map { .value(DecodingValue(text: $0)) } ?? .absent(.sectionName), subject)
        case "sectiontype":
            return typeName.map {
                DecodingPart(.value(DecodingValue(text: $0)), DecodingPart.Subject(section: self))
            }
        default: return nil
        }
    }

    func ambiguity(_ name: String, _ found: [String]) -> ConfigurationError {
        let list = found.map { "'\($0.shortened)'" }.joined(separator: " or ")
        return error(
            .configuration, "\(name.quoted) may mean \(list)\(title); spell it exactly as one of them",
            at: DecodingPart.Subject(section: self))
    }
}

internal import ZConfig

/// Finds what the components of a key mean in a configuration.
struct SectionPath {
    private let tables = NameTables()
    private let components: [String]

    init(_ components: [String]) {
        self.components = components
    }

    /// Where the components before the last have led.
    private enum Place {
        /// Sections of which the next component may name one.
        case sections([any DecodingSection])
        case section(any DecodingSection)
        /// The keys that have no declarations of their own.
        case keys(any DecodingFields)
    }

    /// The value, or the values, that the components lead to; nil if there is none.
    /// - Throws: an error where a component fits several things.
    func part(in root: any DecodingSection) throws(ConfigurationError) -> DecodingPart? {
        guard let key = components.last else { return nil }
        var place = Place.section(root)
        for component in components.dropLast() {
            guard let next = try follow(component, from: place) else { return nil }
            place = next
        }
        let part: DecodingPart
        switch place {
        case .keys(let keys): part = try keys.part(named: key, tables)
        case .section(let section): part = try value(key, in: section)
        case .sections(let sections): part = try value(key, in: try only(sections))
        }
        return part.hasValues ? part : nil
    }

    private func value(_ key: String, in section: any DecodingSection) throws(ConfigurationError) -> DecodingPart {
        let part = try section.fields.part(named: key, tables)
        guard part.isAbsent, let keys = section.mapFields else { return part }
        return try keys.part(named: key, tables)
    }

    /// Goes into a section: by its name, else by its type, else by the attribute of its slot.
    private func follow(_ component: String, from place: Place) throws(ConfigurationError) -> Place? {
        let wanted = component.looseName
        let parent: any DecodingSection
        switch place {
        case .keys: return nil
        case .section(let section): parent = section
        case .sections(let sections):
            if let named = SectionPath.named(wanted, among: sections) { return named }
            parent = try only(sections)
        }
        let sections = parent.sectionsWithin
        if let named = SectionPath.named(wanted, among: sections) { return named }
        let typed = sections.filter { $0.typeName?.looseName == wanted }
        if !typed.isEmpty { return .sections(typed) }
        let part = try parent.fields.part(named: component, tables)
        switch part.content {
        case .fields(let fields): return part.isSection ? .sections([part.section]) : .keys(fields)
        case .list(let list):
            let sections = (0..<list.count).map(list.element).filter(\.isSection).map(\.section)
            return sections.isEmpty ? nil : .sections(sections)
        case .value, .repeated, .absent: return nil
        }
    }

    private static func named(_ name: String, among sections: [any DecodingSection]) -> Place? {
        let named = sections.filter { $0.name?.looseName == name }
        return named.count > 1 ? .sections(named) : named.first.map(Place.section)
    }

    private func only(_ sections: [any DecodingSection]) throws(ConfigurationError) -> any DecodingSection {
        guard sections.count == 1 else {
            throw DecodingPart(sections[1]).error(
                .configuration,
                "'\(components.joined(separator: "."))' may mean any of \(sections.count) sections; "
                    + "name one of them")
        }
        return sections[0]
    }
}

extension DecodingPart {
    /// Whether the part is a value or a list of values.
    fileprivate var hasValues: Bool {
        switch content {
        case .value: true
        case .list(let list), .repeated(let list): list.count == 0 || !list.element(0).isSection
        case .fields, .absent: false
        }
    }
}

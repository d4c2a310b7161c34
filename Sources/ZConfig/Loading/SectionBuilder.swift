/// A section that is being read.
final class SectionBuilder {
    let type: MatchedType
    private let name: String?
    private let position: SourcePosition
    private var overrides: [Override]
    private var entries: [Int: KeyEntry] = [:]
    private var children: [(attribute: String, section: Section)] = []
    private var claimed: Set<Int> = []
    private var names: Set<String> = []

    init(_ type: MatchedType, _ name: String?, _ position: SourcePosition, _ overrides: [Override]) {
        self.type = type
        self.name = name
        self.position = position
        self.overrides = overrides
    }

    // MARK: Sections

    /// Takes a place of the type for a section that opens.
    func claim(_ slot: Int, _ sectionType: String, _ name: String?) throws(LineError) {
        if let name, !names.insert(name).inserted {
            throw LineError("section names must not be re-used within the same container: '\(name)'")
        }
        guard claimed.insert(slot).inserted || type.declaration.sections[slot].isMultiple else {
            throw LineError("too many instances of '\(sectionType)' section")
        }
    }

    /// Takes the overrides that are for a section that opens; sections of the same name later get none.
    func takeOverrides(_ type: String, _ name: String?) -> [Override] {
        let taken = overrides.compactMap { $0.entering(type, name) }
        if !taken.isEmpty { overrides.removeAll { $0.entering(type, name) != nil } }
        return taken
    }

    /// Adds a section that is complete.
    func append(_ section: Section, _ slot: Int) {
        children.append((type.declaration.sections[slot].attribute, section))
    }

    // MARK: Keys

    /// Adds a key.
    func add(_ name: String, _ text: String, _ position: SourcePosition, _ line: String) throws(ConfigurationError) {
        let number: Int
        do {
            number = try keyNumber(name)
        } catch {
            throw ConfigurationError(error.kind, error.message, at: position, sourceLine: line)
        }
        let key = type.declaration.keys[number]
        if let entry = entries[number], !key.isMultiple, entry.error == nil {
            throw ConfigurationError(
                .configuration, "'\(key.name)' does not support multiple values", at: position, sourceLine: line)
        }
        entries[number, default: KeyEntry()].occurrences.append(
            .init(text: text, position: position, sourceLine: line))
    }

    /// Notes that a key is there whose value cannot be had.
    func spoil(_ name: String, _ error: ConfigurationError) {
        guard let number = try? keyNumber(name) else { return }
        entries[number, default: KeyEntry()].error = error
    }

    private struct KeyError: Error {
        var kind: ConfigurationError.Kind
        var message: String
    }

    /// The number of the key that a name in the file means.
    private func keyNumber(_ name: String) throws(KeyError) -> Int {
        let key: String
        do {
            key = try Datatype.basicKey.convert(name)
        } catch {
            throw KeyError(kind: .conversion, message: error.message)
        }
        if let number = type.keyNumbers[key] { return number }
        if type.declaration.sections.contains(where: { $0.name.lowercased() == key }) {
            throw KeyError(kind: .configuration, message: "'\(name)' is not a valid key name: it names a section")
        }
        let place = type.declaration.keys.isEmpty ? "" : " in <\(type.declaration.name)>"
        let hint = NearestName.hint(for: name, among: type.declaration.keys.map(\.name))
        throw KeyError(kind: .configuration, message: "'\(name)' is not a known key name\(place)\(hint)")
    }

    // MARK: End

    /// Puts the overrides in their places and converts the values.
    /// - Parameter end: the line of the end tag, if there is one.
    /// - Returns: the section, and what is wrong with it.
    func finish(_ order: Int, end: SourcePosition?, isRoot: Bool) -> (Section, [ConfigurationError]) {
        var errors = applyOverrides(order)
        var named: [String: KeyEntry] = [:]
        for number in entries.keys.sorted() {
            guard var entry = entries[number] else { continue }
            let key = type.declaration.keys[number]
            for index in entry.occurrences.indices where entry.error == nil {
                do {
                    entry.occurrences[index].value = try key.convertErased(entry.occurrences[index].text)
                } catch {
                    let found = conversionError(key, entry.occurrences[index], error)
                    entry.error = found
                    errors.append(found)
                }
            }
            named[key.name.lowercased()] = entry
        }
        let section = Section(
            type: type.declaration.name, name: name, position: position, entries: named, children: children)
        return (section, errors)
    }

    private func conversionError(
        _ key: any KeyDeclaration, _ occurrence: KeyEntry.Occurrence, _ error: ConversionError
    ) -> ConfigurationError {
        var message = "\(key.name): \(error.message)"
        if occurrence.text.contains(" #") {
            message += "; the value goes to the end of its line: a comment needs a line of its own"
        }
        return ConfigurationError(
            .conversion, message, at: occurrence.position, sourceLine: occurrence.sourceLine)
    }

    /// Overridden keys lose what the file says.
    private func applyOverrides(_ order: Int) -> [ConfigurationError] {
        var errors: [ConfigurationError] = []
        var overridden: Set<Int> = []
        for option in overrides {
            guard let key = option.key else {
                let section = option.path[0]
                let hint = NearestName.hint(for: section, among: children.map { $0.section.name ?? $0.section.type })
                errors.append(
                    option.error(
                        .configuration, "not all command line options were consumed: no section '\(section)'\(hint)",
                        order: order))
                continue
            }
            do {
                let number = try keyNumber(key)
                if overridden.insert(number).inserted { entries[number] = KeyEntry() }
                let isRepeated = entries[number]?.occurrences.isEmpty == false
                guard !isRepeated || type.declaration.keys[number].isMultiple else {
                    throw KeyError(kind: .configuration, message: "'\(key)' does not support multiple values")
                }
                entries[number]?.occurrences.append(
                    .init(text: option.value, position: option.position(order: order)))
            } catch let error as KeyError {
                errors.append(option.error(error.kind, error.message, order: order))
            } catch {}
        }
        return errors
    }
}

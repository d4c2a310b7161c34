/// A section that is being read.
final class OpenSection {
    let type: MatchedType
    let name: String?
    let place: Place
    /// The number of the slot in the section around it.
    let slot: Int
    private(set) var overrides = OverrideBag()
    private(set) var values: [SectionTree.Value] = []
    private(set) var children: [(slot: Int, node: Int)] = []
    private(set) var defects = SectionTree.Defects()
    private var hasRefused = false
    /// For each key whether it is there.
    private var isGiven: [Bool]
    private var filledSlots: Set<Int> = []
    private var names: Set<ExactText> = []

    init(_ type: MatchedType, _ name: String?, _ place: Place, slot: Int) {
        self.type = type
        self.name = name
        self.place = place
        self.slot = slot
        isGiven = Array(repeating: false, count: type.keyNumbers.count)
    }

    func addOverride(_ override: Override) throws(ConfigurationError) {
        try overrides.add(override)
    }

    func takeOverrides(_ type: String, _ name: String?) -> [Override] {
        overrides.take(type, name)
    }

    // MARK: Keys

    /// Adds a key of the file.
    func add(_ name: String, _ text: String, _ place: Place) throws(ConfigurationError) {
        let key: String
        do {
            key = try Datatype.basicKey.convert(name)
        } catch {
            throw unknown(.conversion, error.message, writtenAs: name, place)
        }
        if overrides.hasKey(key) { return }
        try add(key, writtenAs: name, text, place)
    }

    /// Adds a key of the file or of an override.
    /// - Parameter key: the key in lower case.
    func add(_ key: String, writtenAs name: String, _ text: String, _ place: Place) throws(ConfigurationError) {
        guard let number = type.keyNumbers[key] else {
            guard type.slots.contains(where: { $0.name == .fixed(key) }) else {
                throw unknown(.configuration, "\(name.quoted) is not a known key name", writtenAs: name, place)
            }
            let kind = type.name?.quoted ?? "None"
            let message = "\(name.quoted) is not a valid key name in \(kind) sections; it is the name of a section"
            throw ConfigurationError(.configuration, message, at: place, key: name)
        }
        let declaration = type.declaration.keys[number]
        guard !isGiven[number] || declaration.isMultiple else {
            let first = values.first { $0.key == number }.map { "; it stands at \($0.place.position) already" }
            throw ConfigurationError(
                .configuration, "\(name.quoted) does not support multiple values\(first ?? "")", at: place,
                key: declaration.name)
        }
        isGiven[number] = true
        values.append(SectionTree.Value(key: number, text: text, place: place))
    }

    private func unknown(
        _ kind: ConfigurationError.Kind, _ message: String, writtenAs name: String, _ place: Place
    ) -> ConfigurationError {
        // People also write KEY=VALUE and KEY: VALUE.
        let stem = String(name.prefix { $0 != "=" && $0 != ":" })
        let meant = NearestName.nearest(to: stem, among: type.declaration.keys.lazy.map(\.name))
        let hint = meant.map { "; did you mean '\($0)'?" } ?? ""
        let error = ConfigurationError(kind, message + type.title(self.name) + hint, at: place, key: name)
        noteUnknown(error, meaning: meant)
        return error
    }

    // MARK: Sections

    /// Adds a section that has ended.
    /// - Returns: what is wrong with its standing here; then it is not added.
    func append(_ section: OpenSection, node: Int) -> String? {
        if let name = section.name, !names.insert(ExactText(name)).inserted {
            return "section names must not be re-used within the same container:\(name.quoted)"
        }
        let slot = type.slots[section.slot]
        if !slot.isMultiple, !filledSlots.insert(section.slot).inserted {
            return "too many instances of \(slot.type.quoted) section"
        }
        if slot.isMultiple, slot.isRequired { filledSlots.insert(section.slot) }
        children.append((section.slot, node))
        return nil
    }

    /// What is wrong with the sections that are there: the first slot that needs one and has none.
    var missingSection: String? {
        guard !hasRefused else { return nil }
        let empty = type.slots.indices.first { type.slots[$0].isRequired && !filledSlots.contains($0) }
        return empty.map { number in
            let slot = type.slots[number]
            return slot.isMultiple
                ? "not enough values for \(slot.title); 0 found, 1 required" : "no values for \(slot.title); 1 required"
        }
    }

    // MARK: Defects

    /// Notes that a section in this one was refused, so that slots may be empty that are filled in the file.
    func noteRefusal() {
        hasRefused = true
    }

    /// Notes why keys and sections may be missing that are there.
    func noteGap(_ error: ConfigurationError) {
        hasRefused = true
        if defects.gap == nil { defects.gap = error }
    }

    /// Notes that a key is there whose value cannot be had.
    func noteFailure(_ error: ConfigurationError, ofKey name: String) {
        guard let number = type.keyNumbers[name.lowercased()] else { return }
        isGiven[number] = true
        if defects.failures[number] == nil { defects.failures[number] = error }
    }

    /// Notes a key that is none: it stands for the one that was meant, if that is to be seen.
    private func noteUnknown(_ error: ConfigurationError, meaning name: String?) {
        guard let number = name.flatMap({ type.keyNumbers[$0.lowercased()] }) else { return }
        if defects.misspellings[number] == nil { defects.misspellings[number] = error }
    }

    // MARK: End

    /// Puts the values in the order of the declaration and converts them.
    /// - Parameter report: gets what is wrong with them, in this order.
    func convertValues(
        _ report: (ConfigurationError) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
        let isSorted = zip(values, values.dropFirst()).allSatisfy { $0.key <= $1.key }
        if !isSorted { values.sort { ($0.key, $0.place.order) < ($1.key, $1.place.order) } }
        for index in values.indices {
            let value = values[index]
            let declaration = type.declaration.keys[value.key]
            do throws(ConversionError) {
                values[index].converted = try declaration.convertErased(value.text)
            } catch {
                let error = conversionError(declaration, value, error)
                noteFailure(error, ofKey: declaration.name)
                try report(error)
            }
        }
    }

    private func conversionError(
        _ key: any KeyDeclaration, _ value: SectionTree.Value, _ error: ConversionError
    ) -> ConfigurationError {
        let hint = value.text.holdsApparentComment
            ? "; ZConfig has no comments at the end of a line: a '#' starts one only at the start of a line" : ""
        return ConfigurationError(
            .conversion, "\(key.name)\(type.title(name)): \(error.message)\(hint)", at: value.place, key: key.name)
    }
}

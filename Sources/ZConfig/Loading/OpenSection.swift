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
    /// Types and names of sections in this one that were refused.
    private var refused: [String] = []
    /// Whether sections may be missing that are there, and nobody knows which.
    private var mayLackSections = false
    /// For each key the index of its first value; less than 0 if it is not there.
    private var firstValues: [Int32]
    private var filledSlots: Set<Int> = []
    private var names: Set<ExactText> = []

    init(_ type: MatchedType, _ name: String?, _ place: Place, slot: Int) {
        self.type = type
        self.name = name
        self.place = place
        self.slot = slot
        firstValues = Array(repeating: -1, count: type.keyNumbers.count)
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
        let key = try convert(name, place)
        if overrides.hasKey(key) { return }
        try add(key, writtenAs: name, text, place)
    }

    /// Adds a key of the file or of an override.
    /// - Parameter key: the key in lower case.
    func add(_ key: String, writtenAs name: String, _ text: String, _ place: Place) throws(ConfigurationError) {
        let number = try number(of: key, writtenAs: name, place)
        if firstValues[number] < 0 { firstValues[number] = Int32(clamping: values.count) }
        values.append(SectionTree.Value(key: number, text: text, place: place))
    }

    /// Adds a key of the file whose value cannot be had.
    func add(_ name: String, failing error: ConfigurationError, _ place: Place) throws(ConfigurationError) {
        let key = try convert(name, place)
        if overrides.hasKey(key) { return }
        let number = try number(of: key, writtenAs: name, place)
        if firstValues[number] < 0 { firstValues[number] = .max }
        if defects.failures[number] == nil { defects.failures[number] = error }
    }

    private func convert(_ name: String, _ place: Place) throws(ConfigurationError) -> String {
        do {
            return try Datatype.basicKey.convert(name)
        } catch {
            throw unknown(.conversion, error.message, writtenAs: name, place)
        }
    }

    /// The number of a key that may be added.
    private func number(of key: String, writtenAs name: String, _ place: Place) throws(ConfigurationError) -> Int {
        guard let number = type.keyNumbers[key] else {
            guard type.slots.contains(where: { $0.name == .fixed(key) }) else {
                throw unknown(.configuration, "\(name.quoted) is not a known key name", writtenAs: name, place)
            }
            let kind = type.name?.quoted ?? "None"
            let message = "\(name.quoted) is not a valid key name in \(kind) sections; it is the name of a section"
            throw ConfigurationError(.configuration, message, at: place, key: name)
        }
        let declaration = type.declaration.keys[number]
        let first = Int(firstValues[number])
        guard first >= 0, !declaration.isMultiple else { return number }
        let position = first < values.count ? values[first].place.position : defects.failures[number]?.position
        let hint = position.map { "; it stands at \($0) already" } ?? ""
        throw ConfigurationError(
            .configuration, "\(name.quoted) does not support multiple values\(hint)", at: place, key: declaration.name)
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
        guard refused.isEmpty, !mayLackSections else { return nil }
        let empty = type.slots.indices.first { type.slots[$0].isRequired && !filledSlots.contains($0) }
        return empty.map { number in
            let slot = type.slots[number]
            return slot.isMultiple
                ? "not enough values for \(slot.title); 0 found, 1 required" : "no values for \(slot.title); 1 required"
        }
    }

    // MARK: Defects

    /// Notes the type and the name of a section in this one that was refused: slots may be empty that are filled in the
    /// file.
    func noteRefusal(of names: [String]) {
        refused += names
    }

    /// Notes that a line was meant for a section in this one.
    func noteMalformedSection() {
        mayLackSections = true
    }

    /// Notes why keys and sections may be missing that are there.
    func noteGap(_ error: ConfigurationError) {
        mayLackSections = true
        if defects.gap == nil { defects.gap = error }
    }

    /// Whether a section that is missing may be in the file under that name, or nearly.
    func mayHaveRefused(_ name: String) -> Bool {
        mayLackSections || refused.contains { NearestName.nearest(to: name, among: [$0]) != nil }
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
                if defects.failures[value.key] == nil { defects.failures[value.key] = error }
                try report(error)
            }
        }
    }

    private func conversionError(
        _ key: any KeyDeclaration, _ value: SectionTree.Value, _ error: ConversionError
    ) -> ConfigurationError {
        let hint =
            value.text.holdsApparentComment
            ? "; ZConfig has no comments at the end of a line: a '#' starts one only at the start of a line" : ""
        return ConfigurationError(
            .conversion, "\(key.name)\(type.title(name)): \(error.message)\(hint)", at: value.place, key: key.name)
    }
}

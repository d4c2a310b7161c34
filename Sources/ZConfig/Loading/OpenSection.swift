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
    /// Whether there is a section in it whose datatype looks at it.
    private var hasCheckedSections = false
    /// Types and names of sections in this one that were refused.
    private var refused: [String] = []
    /// Whether sections may be missing that are there, and nobody knows which.
    private var mayLackSections = false
    /// For each child the index of its first value; less than 0 if it is not there.
    private var firstValues: [Int32]
    /// The keys without declarations of their own that are there.
    private var mapKeys: Set<ExactText> = []
    private var filledSlots: Set<Int> = []
    private var names: Set<ExactText> = []

    init(_ type: MatchedType, _ name: String?, _ place: Place, slot: Int) {
        self.type = type
        self.name = name
        self.place = place
        self.slot = slot
        firstValues = Array(repeating: -1, count: type.children.count)
    }

    func addOverride(_ override: Override) throws(ConfigurationError) {
        try overrides.add(override, type.declaration.keyType)
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
    /// - Parameter key: the key after its conversion.
    func add(_ key: String, writtenAs name: String, _ text: String, _ place: Place) throws(ConfigurationError) {
        let (number, isMap) = try number(of: key, writtenAs: name, place)
        if firstValues[number] < 0 { firstValues[number] = Int32(clamping: values.count) }
        values.append(SectionTree.Value(key: number, mapKey: isMap ? key : nil, text: text, place: place))
    }

    /// Adds a key of the file whose value cannot be had.
    func add(_ name: String, failing error: ConfigurationError, _ place: Place) throws(ConfigurationError) {
        let key = try convert(name, place)
        if overrides.hasKey(key) { return }
        let number = try number(of: key, writtenAs: name, place).number
        if firstValues[number] < 0 { firstValues[number] = .max }
        if defects.failures[number] == nil { defects.failures[number] = error }
    }

    private func convert(_ name: String, _ place: Place) throws(ConfigurationError) -> String {
        do {
            return try type.declaration.keyType.convert(name).text
        } catch {
            throw unknown(.conversion, error.message, writtenAs: name, place)
        }
    }

    /// The number of a key that may be added.
    private func number(
        of key: String, writtenAs name: String, _ place: Place
    ) throws(ConfigurationError) -> (number: Int, isMap: Bool) {
        guard let number = type.number(of: key) ?? type.mapNumber else {
            throw unknown(.configuration, "\(name.quoted) is not a known key name", writtenAs: name, place)
        }
        guard let matched = type.key(number) else {
            let kind = type.name?.quoted ?? "None"
            let message = "\(name.quoted) is not a valid key name in \(kind) sections; it is the name of a section"
            throw ConfigurationError(.configuration, message, at: place, key: name)
        }
        if matched.isMap {
            guard matched.isMultiple || mapKeys.insert(ExactText(key)).inserted else {
                let message = "too many values for \(name.quoted)\(type.title(self.name))"
                throw ConfigurationError(.configuration, message, at: place, key: name)
            }
            return (number, true)
        }
        let first = Int(firstValues[number])
        guard first >= 0, !matched.isMultiple else { return (number, false) }
        let position = first < values.count ? values[first].place.position : defects.failures[number]?.position
        let hint = position.map { "; it stands at \($0) already" } ?? ""
        throw ConfigurationError(
            .configuration, "\(name.quoted) does not support multiple values\(hint)", at: place,
            key: matched.declaration.name)
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
        guard let slot = type.slot(section.slot) else { return nil }
        if let name = section.name, !names.insert(ExactText(name)).inserted {
            return "section names must not be re-used within the same container:\(name.quoted)"
        }
        if !slot.isMultiple, !filledSlots.insert(section.slot).inserted {
            return "too many instances of \(slot.type.quoted) section"
        }
        if slot.isMultiple, slot.isRequired { filledSlots.insert(section.slot) }
        children.append((section.slot, node))
        if section.type.declaration.datatype.check != nil { hasCheckedSections = true }
        return nil
    }

    /// The first child that must be there and is not, and what is to be said of it.
    var missingChild: String? {
        for (number, child) in type.children.enumerated() {
            switch child {
            case .key(let key):
                guard key.isRequiredAtEnd, firstValues[number] < 0, !mayHave(number) else { continue }
                if let message = key.missingMessage { return message }
            case .section(let slot):
                guard slot.isRequired, !filledSlots.contains(number), refused.isEmpty, !mayLackSections else {
                    continue
                }
                return slot.isMultiple
                    ? "not enough values for \(slot.title); 0 found, 1 required"
                    : "no values for \(slot.title); 1 required"
            }
        }
        return nil
    }

    /// Whether a key that is missing may be in the file.
    private func mayHave(_ number: Int) -> Bool {
        defects.misspellings[number] != nil || defects.gap != nil
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
        guard let number = name.flatMap({ type.number(of: $0) ?? type.number(of: $0.lowercased()) }) else { return }
        if defects.misspellings[number] == nil { defects.misspellings[number] = error }
    }

    // MARK: End

    /// Puts the values in the order of the declaration, those of missing keys too, and converts them.
    /// - Parameters:
    ///   - report: gets what is wrong with them, in this order.
    ///   - check: looks at the sections in a slot; it is called in the same order.
    func convertValues(
        _ report: (ConfigurationError) throws(ConfigurationError) -> Void,
        checkingSections check: (_ slot: Int) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
        addDefaults()
        let isSorted = zip(values, values.dropFirst()).allSatisfy { $0.key <= $1.key }
        if !isSorted { values.sort { ($0.key, $0.place.order) < ($1.key, $1.place.order) } }
        var nextChild = 0
        for index in values.indices {
            let value = values[index]
            guard let declaration = type.key(value.key)?.declaration else { continue }
            if hasCheckedSections {
                for slot in nextChild..<value.key { try check(slot) }
                nextChild = max(nextChild, value.key)
            }
            do throws(ConversionError) {
                values[index].converted = try declaration.convertErased(value.text)
            } catch {
                let error = conversionError(declaration, value, error)
                if defects.failures[value.key] == nil { defects.failures[value.key] = error }
                try report(error)
            }
        }
        if hasCheckedSections {
            for slot in nextChild..<type.children.count { try check(slot) }
        }
    }

    private func addDefaults() {
        for number in type.numbersOfDefaults where firstValues[number] < 0 && !mayHave(number) {
            guard let key = type.key(number) else { continue }
            for value in key.defaultsAtEnd {
                values.append(
                    SectionTree.Value(key: number, mapKey: value.key, text: value.text, place: value.place))
            }
        }
    }

    private func conversionError(
        _ key: any KeyDeclaration, _ value: SectionTree.Value, _ error: ConversionError
    ) -> ConfigurationError {
        let hint =
            value.text.holdsApparentComment
            ? "; ZConfig has no comments at the end of a line: a '#' starts one only at the start of a line" : ""
        let name = value.mapKey ?? key.name
        return ConfigurationError(
            .conversion, "\(name)\(type.title(self.name)): \(error.message)\(hint)", at: value.place, key: name)
    }
}

/// A section that is being read. When it has ended, another can take its place in memory.
///
/// Its properties are not checked for exclusive access, which would take a quarter of the time of a reading: one reading
/// uses a section, no method hands one of them out to be changed, and ``convertValues(_:checkingSections:)``, which calls
/// back, holds its own values in hand meanwhile.
final class OpenSection {
    @safe @exclusivity(unchecked) private(set) var type: MatchedType
    @safe @exclusivity(unchecked) private(set) var name: String?
    @safe @exclusivity(unchecked) private(set) var place: Place
    /// The number of the slot in the section around it.
    @safe @exclusivity(unchecked) private(set) var slot: Int
    /// Whether it is written as `<TYPE/>`.
    @safe @exclusivity(unchecked) private(set) var isEmptyElement: Bool
    @safe @exclusivity(unchecked) private(set) var overrides = OverrideBag()
    @safe @exclusivity(unchecked) private(set) var values: [SectionTree.Value] = []
    @safe @exclusivity(unchecked) private(set) var children: [SectionTree.Child] = []
    @safe @exclusivity(unchecked) private var lastCount = 0
    /// How many values the section had whose place it took: one of the same type has mostly as many.
    @safe @exclusivity(unchecked) private var usualCount = 0
    @safe @exclusivity(unchecked) private var knownDefects: SectionTree.Defects?
    /// Whether there is a section in it whose datatype looks at it.
    @safe @exclusivity(unchecked) private var hasCheckedSections = false
    /// Types and names of sections in this one that were refused.
    @safe @exclusivity(unchecked) private var refused: [String] = []
    /// Whether sections may be missing that are there, and nobody knows which.
    @safe @exclusivity(unchecked) private var mayLackSections = false
    @safe @exclusivity(unchecked) private var states: [ChildState]
    /// The keys without declarations of their own that are there.
    @safe @exclusivity(unchecked) private var mapKeys: Set<ExactText> = []
    @safe @exclusivity(unchecked) private var names: Set<ExactText> = []

    private let guesses: NameGuesses

    init(
        _ type: MatchedType, _ name: String?, _ place: Place, slot: Int, isEmptyElement: Bool, guesses: NameGuesses
    ) {
        self.guesses = guesses
        self.type = type
        self.name = name
        self.place = place
        self.slot = slot
        self.isEmptyElement = isEmptyElement
        states = Array(repeating: ChildState(), count: type.children.count)
    }

    /// What is there of a child of the type.
    private struct ChildState {
        /// The index of the first value; less than 0 if there is none.
        var firstValue: Int32 = -1
        /// Whether there is a section in it.
        var isFilled = false

        var isMissing: Bool { firstValue < 0 }
    }

    /// Makes it another section.
    func reuse(_ type: MatchedType, _ name: String?, _ place: Place, slot: Int, isEmptyElement: Bool) {
        usualCount = type === self.type ? min(lastCount, 64) : 0
        if type === self.type {
            for index in states.indices { states[index] = ChildState() }
        } else {
            states = Array(repeating: ChildState(), count: type.children.count)
        }
        self.type = type
        self.name = name
        self.place = place
        self.slot = slot
        self.isEmptyElement = isEmptyElement
        if !overrides.isEmpty { overrides = OverrideBag() }
        if !children.isEmpty { children = [] }
        if !mapKeys.isEmpty { mapKeys = [] }
        if !names.isEmpty { names = [] }
        if !refused.isEmpty { refused = [] }
        values = []
        knownDefects = nil
        hasCheckedSections = false
        mayLackSections = false
    }

    /// Hands over the values.
    func takeValues() -> [SectionTree.Value] {
        let taken = values
        lastCount = taken.count
        values = []
        return taken
    }

    /// What is wrong with it; nil if nothing is.
    var defects: SectionTree.Defects? { knownDefects }

    private func note(_ change: (inout SectionTree.Defects) -> Void) {
        var defects = knownDefects ?? SectionTree.Defects()
        change(&defects)
        knownDefects = defects
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

    /// Adds a key of the file that its type knows by that name as it is written, may stand here and is not overridden.
    ///
    /// The value is converted at once: where that fails, it is told in its turn, at the end of the section.
    /// - Returns: whether it was added; if not, nothing has happened.
    func addPlain(
        _ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>, _ source: Source, line: Int, start: Int,
        order: Int
    ) -> Bool {
        guard overrides.isEmpty, let number = type.plainKeyNumber(bytes, name), let key = type.key(number) else {
            return false
        }
        if states[number].isMissing {
            states[number].firstValue = Int32(clamping: values.count)
        } else if !key.isMultiple {
            return false
        }
        if values.isEmpty { values.reserveCapacity(usualCount) }
        let text = bytes.text(value)
        values.append(
            SectionTree.Value(
                converted: try? key.convert(text), text: text, mapKey: nil,
                place: Place(source: source, line: line, start: start, order: order), key: Int32(number)))
        return true
    }

    /// Adds a key of the file or of an override.
    /// - Parameter key: the key after its conversion.
    func add(_ key: String, writtenAs name: String, _ text: String, _ place: Place) throws(ConfigurationError) {
        let (number, isMap) = try number(of: key, writtenAs: name, place)
        if states[number].isMissing { states[number].firstValue = Int32(clamping: values.count) }
        values.append(
            SectionTree.Value(
                converted: nil, text: text, mapKey: isMap ? key : nil, place: place, key: Int32(number)))
    }

    /// Adds a key of the file whose value cannot be had.
    func add(_ name: String, failing error: ConfigurationError, _ place: Place) throws(ConfigurationError) {
        let key = try convert(name, place)
        if overrides.hasKey(key) { return }
        let number = try number(of: key, writtenAs: name, place).number
        if states[number].isMissing { states[number].firstValue = .max }
        noteFailure(error, number)
    }

    private func noteFailure(_ error: ConfigurationError, _ number: Int) {
        note { if $0.failures[number] == nil { $0.failures[number] = error } }
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
        let first = Int(states[number].firstValue)
        guard first >= 0, !matched.isMultiple else { return (number, false) }
        let position = first < values.count ? values[first].place.position : defects?.failures[number]?.position
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
        let meant = guesses.nearest(to: stem) { type.declaration.keys.map(\.name) }
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
        guard slot.isMultiple || !states[section.slot].isFilled else {
            return "too many instances of \(slot.type.quoted) section"
        }
        states[section.slot].isFilled = true
        children.append(SectionTree.Child(slot: section.slot, node: node))
        if section.type.declaration.datatype.check != nil { hasCheckedSections = true }
        return nil
    }

    /// The first child that must be there and is not, and what is to be said of it.
    var missingChild: String? {
        for number in type.requiredNumbers {
            switch type.children[number] {
            case .key(let key):
                guard states[number].isMissing, !mayHave(number) else { continue }
                if let message = key.missingMessage { return message }
            case .section(let slot):
                guard !states[number].isFilled, refused.isEmpty, !mayLackSections else { continue }
                return slot.isMultiple
                    ? "not enough values for \(slot.title); 0 found, 1 required"
                    : "no values for \(slot.title); 1 required"
            }
        }
        return nil
    }

    /// Whether a key that is missing may be in the file.
    private func mayHave(_ number: Int) -> Bool {
        defects?.misspellings[number] != nil || defects?.gap != nil
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
        note { if $0.gap == nil { $0.gap = error } }
    }

    /// Whether a section that is missing may be in the file under that name, or nearly.
    func mayHaveRefused(_ name: String) -> Bool {
        mayLackSections || refused.contains { NearestName.nearest(to: name, among: [$0]) != nil }
    }

    /// Notes a key that is none: it stands for the one that was meant, if that is to be seen.
    private func noteUnknown(_ error: ConfigurationError, meaning name: String?) {
        guard let number = name.flatMap({ type.number(of: $0) ?? type.number(of: $0.lowercased()) }) else { return }
        note { if $0.misspellings[number] == nil { $0.misspellings[number] = error } }
    }

    // MARK: End

    /// Puts the values in the order of the declaration, those of missing keys too, and converts them.
    /// - Parameters:
    ///   - report: gets what is wrong with them, in this order.
    ///   - check: looks at a section in it, by its node; it is called in the same order.
    func convertValues(
        _ report: (ConfigurationError) throws(ConfigurationError) -> Void,
        checkingSections check: (_ node: Int) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
        addDefaults()
        if !isSorted { values.sort { ($0.key, $0.place.order) < ($1.key, $1.place.order) } }
        // In hand the values are changed in place; a report sees the section without them.
        var values = takeValues()
        defer { self.values = values }
        var unchecked = hasCheckedSections ? children.sorted { ($0.slot, $0.node) < ($1.slot, $1.node) }[...] : []
        for index in values.indices {
            let number = Int(values[index].key)
            while let child = unchecked.first, child.slot < number {
                unchecked.removeFirst()
                try check(child.node)
            }
            guard values[index].converted == nil, let key = type.key(number) else { continue }
            do throws(ConversionError) {
                values[index].converted = try key.convert(values[index].text)
            } catch {
                let error = conversionError(key.declaration, values[index], error)
                noteFailure(error, number)
                try report(error)
            }
        }
        for child in unchecked { try check(child.node) }
    }

    /// Whether the values are in the order of the declaration.
    private var isSorted: Bool {
        for index in values.indices.dropFirst() where values[index - 1].key > values[index].key { return false }
        return true
    }

    private func addDefaults() {
        for number in type.numbersOfDefaults where states[number].isMissing && !mayHave(number) {
            guard let key = type.key(number) else { continue }
            for value in key.defaultsAtEnd {
                values.append(
                    SectionTree.Value(
                        converted: nil, text: value.text, mapKey: value.convertedKey, place: value.place,
                        key: Int32(number)))
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

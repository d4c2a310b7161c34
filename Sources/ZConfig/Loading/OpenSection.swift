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
    @safe @exclusivity(unchecked) var values: [SectionTree.Value] = []
    @safe @exclusivity(unchecked) private(set) var children: [SectionTree.Child] = []
    @safe @exclusivity(unchecked) private var lastCount = 0
    /// How many values the section had whose place it took: one of the same type has mostly as many.
    @safe @exclusivity(unchecked) var usualCount = 0
    @safe @exclusivity(unchecked) private var knownDefects: SectionTree.Defects?
    /// Whether there is a section in it whose datatype looks at it.
    @safe @exclusivity(unchecked) var hasCheckedSections = false
    /// Types and names of sections in this one that were refused.
    @safe @exclusivity(unchecked) private var refused: [String] = []
    /// Whether sections may be missing that are there, and nobody knows which.
    @safe @exclusivity(unchecked) private var mayLackSections = false
    @safe @exclusivity(unchecked) var states: [ChildState]
    /// The keys without declarations of their own that are there.
    @safe @exclusivity(unchecked) var mapKeys: Set<ExactText> = []
    @safe @exclusivity(unchecked) private var names: Set<ExactText> = []

    let guesses: NameGuesses

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
    struct ChildState {
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

    /// Makes room for the names of so many sections.
    func expectSections(_ count: Int) {
        names.reserveCapacity(count)
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
        // So that it is changed in place.
        knownDefects = nil
        change(&defects)
        knownDefects = defects
    }

    func addOverride(_ override: Override) throws(ConfigurationError) {
        try overrides.add(override, type.declaration.keyType)
    }

    func takeOverrides(_ type: String, _ name: String?) -> [Override] {
        overrides.take(type, name)
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
    func mayHave(_ number: Int) -> Bool {
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

    /// Notes a key that is there, but wrong.
    func noteFailure(_ error: ConfigurationError, _ number: Int) {
        note { if $0.failures[number] == nil { $0.failures[number] = error } }
    }

    /// Notes a key that is none: it stands for the one that was meant, if that is to be seen.
    func noteUnknown(_ error: ConfigurationError, meaning name: String?) {
        guard let number = name.flatMap({ type.number(of: $0) ?? type.number(of: $0.lowercased()) }) else { return }
        note { if $0.misspellings[number] == nil { $0.misspellings[number] = error } }
    }
}

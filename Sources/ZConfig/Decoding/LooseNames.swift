extension String {
    /// The letters and digits in lower case: the same of `run_every`, `run-every`, `RunEvery` and `runEvery`.
    package var looseName: String {
        String(inLowerCase.unicodeScalars.filter { !"-_.".unicodeScalars.contains($0) })
    }
}

/// Names that are found again by another spelling.
package struct LooseNames {
    private var exact: [ExactText: [Int]] = [:]
    private var loose: [String: [Int]] = [:]

    package init() {}

    /// What a name is found to mean.
    package enum Match: Equatable {
        case nothing
        case one(Int)
        /// Several that are spelt the same but for case and signs.
        case several([Int])
    }

    /// Adds a name for something of a number. One thing may have several names.
    mutating func add(_ name: String, _ number: Int) {
        exact[ExactText(name), default: []].append(number)
        addLoosely(name, number)
    }

    /// Adds a name that yields to another of the same spelling.
    mutating func addSecond(_ name: String, _ number: Int) {
        if exact[ExactText(name)] == nil { exact[ExactText(name)] = [number] }
        addLoosely(name, number)
    }

    private mutating func addLoosely(_ name: String, _ number: Int) {
        let name = name.looseName
        if !name.isEmpty, loose[name]?.contains(number) != true { loose[name, default: []].append(number) }
    }

    /// What has a name: spelt exactly so, else loosely.
    package func match(_ name: String) -> Match {
        let found = exact[ExactText(name)] ?? loose[name.looseName] ?? []
        return switch found.count {
        case 0: .nothing
        case 1: .one(found[0])
        default: .several(found)
        }
    }
}

/// The names in section types, each gathered once.
package final class NameTables {
    private var tables: [ObjectIdentifier: LooseNames] = [:]

    package init() {}

    /// The attributes of a section type and the declared names.
    func names(in type: MatchedType) -> LooseNames {
        if let names = tables[ObjectIdentifier(type)] { return names }
        var names = LooseNames()
        for (number, child) in type.children.enumerated() { names.add(child.attribute, number) }
        for (number, child) in type.children.enumerated() {
            if let name = child.declaredName { names.addSecond(name, number) }
        }
        tables[ObjectIdentifier(type)] = names
        return names
    }
}

extension MatchedType.Child {
    /// The name as it is declared; nil for a child without one of its own.
    var declaredName: String? {
        switch self {
        case .key(let key): key.isMap ? nil : key.declaration.documentedName
        case .section: name
        }
    }
}

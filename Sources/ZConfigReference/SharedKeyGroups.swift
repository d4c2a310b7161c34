import ZConfig

/// The keys that several of the types that implement an abstract type have in common.
struct SharedKeyGroups {
    private(set) var groups: [Group] = []

    struct Group {
        let keys: [any KeyDeclaration]
        /// The numbers of the types among those that implement the abstract type.
        let types: [Int]
    }

    /// Keys that some but not all types have are only worth a group of their own if they are so many.
    private static let leastOfSome = 3

    /// The groups, those of the most types first.
    init(_ types: [SectionType]) {
        var owners: [Identity: [Int]] = [:]
        var keys: [(identity: Identity, key: any KeyDeclaration)] = []
        for (number, type) in types.enumerated() {
            for key in type.keys {
                let identity = Identity(key, type.keyType)
                if owners[identity] == nil { keys.append((identity, key)) }
                owners[identity, default: []].append(number)
            }
        }
        var byTypes: [[Int]: [any KeyDeclaration]] = [:]
        for (identity, key) in keys {
            guard let types = owners[identity], types.count > 1 else { continue }
            byTypes[types, default: []].append(key)
        }
        groups =
            byTypes
            .filter { $0.key.count == types.count || $0.value.count >= SharedKeyGroups.leastOfSome }
            .map { Group(keys: $0.value, types: $0.key) }
            .sorted { left, right in
                if left.types.count != right.types.count { return left.types.count > right.types.count }
                return left.types.lexicographicallyPrecedes(right.types)
            }
    }

    /// All that is said about a key: two keys of which the same is said are one to the reader.
    struct Identity: Hashable {
        private let texts: [String?]
        private let lists: [[String]]
        private let flags: [Bool]

        init(_ key: any KeyDeclaration, _ keyType: KeyType) {
            texts = [
                key.documentedName, key.datatypeName, keyType.name, key.metadefault, key.rangeDescription,
                key.description, key.example,
            ]
            lists = [key.defaults] + key.mapDefaults.map { [$0.key, $0.text] }
            flags = [key.isMultiple, key.isRequired]
        }
    }
}

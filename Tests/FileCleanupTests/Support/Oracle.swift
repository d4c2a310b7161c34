@testable import FileCleanup

/// A tree as it was made up, and what should become of it by the rules, worked out without looking at any file.
struct Oracle {
    enum Kind: CaseIterable {
        case file, link, fifo, directory
    }

    struct Entry {
        var path: String
        var kind: Kind
        /// Seconds; negative ones lie in the future.
        var age: Int
        var size: Int

        var name: String { String(path.split(separator: "/").last!) }
        var parent: String { path.split(separator: "/").dropLast().joined(separator: "/") }
        var depth: Int { path.split(separator: "/").count }
        /// Times in the future count as now.
        var countedAge: Int { max(age, 0) }
    }

    /// What the settings say, in plain words.
    struct Rules {
        var age: Int?
        var match: [String] = []
        var exclude: [String] = []
        var isRecursive = true
        var removesEmpty = false
        var wholeSubtrees = false
        var maximumFiles: Int?
        var maximumSize: Int?
        var refuseAbove: Int?
        var refusePercent: Int?
        var recordCount: Int?
    }

    var entries: [Entry]
    var rules: Rules

    /// The paths that go, and the keys that cause it; nil if the run is refused.
    func removals() -> [String: String]? {
        let units = rules.wholeSubtrees ? topDirectories.filter(isSelected) : []
        let free = entries.filter { entry in
            (entry.kind == .file || entry.kind == .link) && isSelected(entry) && isScanned(entry)
                && !(rules.wholeSubtrees && entry.depth > 1)
        }
        // Each thing that counts: its path, age, size, files, and whether it can go.
        var things = free.map { (path: $0.path, age: $0.countedAge, size: size($0), files: 1, canGo: true) }
        for unit in units {
            let inner = entries.filter { $0.path.hasPrefix(unit.path + "/") }
            let seen = inner.filter { !isExcluded($0) && isScanned($0) }
            let files = seen.filter { $0.kind == .file || $0.kind == .link }
            let canGo = inner.allSatisfy { !isExcluded($0) && $0.kind != .fifo }
            let age = ([unit] + seen.filter { $0.kind != .fifo }).map(\.countedAge).min()!
            things.append((unit.path, age, files.reduce(0) { $0 + size($1) }, files.count, canGo))
        }
        let total = things.reduce(0) { $0 + $1.files }
        var excessFiles = rules.maximumFiles.map { total - $0 } ?? 0
        var excessSize = rules.maximumSize.map { limit in things.reduce(0) { $0 + $1.size } - limit } ?? 0
        let order = things.filter(\.canGo).sorted {
            ($1.age, Array($0.path.utf8)) < ($0.age, Array($1.path.utf8))
        }
        var going: [(path: String, files: Int, isOld: Bool)] = []
        var lastFor = (files: -1, size: -1)
        for (index, thing) in order.enumerated() {
            let isOld = rules.age.map { thing.age > $0 } ?? false
            guard isOld || excessFiles > 0 || excessSize > 0 else { break }
            if excessFiles > 0 { lastFor.files = index }
            if excessSize > 0 { lastFor.size = index }
            excessFiles -= thing.files
            excessSize -= thing.size
            going.append((thing.path, thing.files, isOld))
        }
        let candidates = going.reduce(0) { $0 + $1.files }
        if let limit = rules.refuseAbove, candidates > limit { return nil }
        if let percent = rules.refusePercent, candidates * 100 > percent * total { return nil }
        let capRule = lastFor.files >= lastFor.size ? "MaximumFiles" : "MaximumTotalSize"
        var gone: [String: String] = [:]
        for thing in going.prefix(rules.recordCount ?? .max) {
            gone[thing.path] = thing.isOld ? "RemoveOlderThan" : capRule
        }
        if rules.removesEmpty { addEmptyDirectories(&gone) }
        return gone
    }

    private func addEmptyDirectories(_ gone: inout [String: String]) {
        guard !rules.wholeSubtrees else { return }
        let directories = entries.filter {
            $0.kind == .directory && !isExcluded($0) && isScanned($0) && rules.isRecursive
        }
        for directory in directories.sorted(by: { $0.depth > $1.depth }) {
            let inner = entries.filter { $0.parent == directory.path }
            guard inner.allSatisfy({ gone[$0.path] != nil }) else { continue }
            if !inner.isEmpty || rules.age.map({ directory.countedAge > $0 }) ?? false {
                gone[directory.path] = "RemoveEmptyDirectories"
            }
        }
    }

    private var topDirectories: [Entry] {
        entries.filter { $0.kind == .directory && $0.depth == 1 }
    }

    private func size(_ entry: Entry) -> Int { entry.kind == .link ? "target".utf8.count : entry.size }

    private func isExcluded(_ entry: Entry) -> Bool {
        rules.exclude.contains { NaiveGlob.matches($0, $0.contains("/") ? entry.path : entry.name) }
    }

    private func isSelected(_ entry: Entry) -> Bool {
        !isExcluded(entry)
            && (rules.match.isEmpty
                || rules.match.contains { NaiveGlob.matches($0, $0.contains("/") ? entry.path : entry.name) })
    }

    /// Whether the scan comes to the directory of an entry.
    private func isScanned(_ entry: Entry) -> Bool {
        guard entry.depth > 1 else { return true }
        guard rules.isRecursive, let parent = entries.first(where: { $0.path == entry.parent }) else { return false }
        return !isExcluded(parent) && isScanned(parent)
    }
}

/// Arrays in the order of dictionaries.
private func < (left: (Int, [UInt8]), right: (Int, [UInt8])) -> Bool {
    left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}

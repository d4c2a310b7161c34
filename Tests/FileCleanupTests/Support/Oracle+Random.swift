import Scheduling
import SystemPackage

@testable import FileCleanup

extension Oracle {
    /// Makes up a tree and rules.
    static func random(_ random: inout SplitMix64) -> Oracle {
        var entries: [Entry] = []
        var directories = [""]
        let names = ["a", "b.tmp", ".c", "d.keep", "e", "x1", "X1", "é"]
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let parent = directories.randomElement(using: &random)!
            let name = names.randomElement(using: &random)! + ["", "", "2"].randomElement(using: &random)!
            let path = parent.isEmpty ? name : parent + "/" + name
            guard !entries.contains(where: { $0.path == path }) else { continue }
            let kinds: [Kind] = [.file, .file, .file, .file, .link, .directory, .directory, .directory]
            let kind = Int.random(in: 0..<25, using: &random) == 0 ? .fifo : kinds.randomElement(using: &random)!
            if kind == .directory { directories.append(path) }
            entries.append(
                Entry(
                    path: path, kind: kind, age: Int.random(in: -2...12, using: &random) * 10,
                    size: Int.random(in: 0...5, using: &random) * 100))
        }
        return Oracle(entries: entries, rules: rules(&random))
    }

    private static func rules(_ random: inout SplitMix64) -> Rules {
        var rules = Rules()
        func maybe(_ chance: Int) -> Bool { Int.random(in: 0..<chance, using: &random) == 0 }
        let patterns = ["*.tmp", "a*", "?1", "**/e", "a/*", "[!.]*", "*.keep", "**/x*", "*/*/*", "b.tmp/**"]
        if !maybe(5) { rules.age = [0, 30, 60, 100].randomElement(using: &random)! }
        if maybe(3) {
            rules.match = [patterns.randomElement(using: &random)!, patterns.randomElement(using: &random)!]
        }
        if maybe(3) { rules.exclude = [patterns.randomElement(using: &random)!] }
        rules.isRecursive = !maybe(6)
        rules.removesEmpty = maybe(2)
        rules.wholeSubtrees = rules.isRecursive && maybe(4)
        if maybe(4) || rules.age == nil { rules.maximumFiles = Int.random(in: 0...15, using: &random) }
        if maybe(5) { rules.maximumSize = Int.random(in: 0...30, using: &random) * 100 }
        if maybe(8) { rules.refuseAbove = Int.random(in: 0...12, using: &random) }
        if maybe(8) { rules.refusePercent = Int.random(in: 0...100, using: &random) }
        if maybe(4) { rules.recordCount = Int.random(in: 1...8, using: &random) }
        return rules
    }

    /// Makes the tree.
    /// - Parameter now: to which ages count.
    func make(in tree: TestTree, now: Int64) {
        for entry in entries {
            switch entry.kind {
            case .file: tree.makeFile(entry.path, size: entry.size)
            case .link: tree.makeLink(entry.path, to: "target")
            case .fifo: tree.makeFIFO(entry.path)
            case .directory: tree.makeDirectory(entry.path)
            }
        }
        // What is made in a directory makes that younger.
        for entry in entries.reversed() { tree.set(entry.path, time: now - seconds(entry.age)) }
    }

    /// The rules as settings.
    func settings(_ tree: TestTree) throws -> CleanupSettings {
        var settings = CleanupSettings(tree, age: rules.age)
        settings.patterns.match = try rules.match.map { try GlobPattern($0) }
        settings.patterns.exclude = try rules.exclude.map { try GlobPattern($0) }
        settings.isRecursive = rules.isRecursive
        settings.removesEmptyDirectories = rules.removesEmpty
        settings.removesWholeSubtrees = rules.wholeSubtrees
        settings.maximumFiles = rules.maximumFiles
        settings.maximumTotalSize = rules.maximumSize.map { Int64($0) }
        if let limit = rules.refuseAbove { settings.refusalLimit = .count(limit) }
        if let percent = rules.refusePercent { settings.refusalLimit = .share(hundredths: percent * 100) }
        return settings
    }

    /// The paths that are gone, those in subtrees that go as one among them.
    func allGone(_ removals: [String: String]) -> Set<String> {
        Set(
            entries.map(\.path).filter { path in
                removals[path] != nil || removals.keys.contains { path.hasPrefix($0 + "/") }
            })
    }
}

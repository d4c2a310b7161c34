import CLinux
import Daemons
import Scheduling
import SystemPackage

/// Finds out what becomes of an entry, step by step as a scan would come to it.
struct FileExplainer {
    typealias Answer = (verdict: FileExplanation.Verdict, reason: String)

    let task: ScanTask
    let recordCount: Int?
    let status: clinux_status
    /// The names that lead to it.
    let names: [EntryName]

    /// What becomes of the entry.
    /// - Parameter goes: whether a run would remove the entry with that path.
    func verdict(below root: ScanRoot, _ goes: ([UInt8]) throws -> RemovalRule?) throws -> Answer {
        guard let name = names.last else { return (.stays, "ScanDirectory itself is never removed") }
        var stack = try DirectoryStack(root.directory, path: root.path)
        for name in names.dropLast() {
            if let answer = try enter(name, &stack) { return answer }
        }
        if let pattern = exclusion(of: name, stack) { return (.stays, "Exclude \(pattern.text) matches it") }
        guard stack.isHere(status) else { return (.stays, "it lies on another file system than ScanDirectory") }
        if task.settings.removesWholeSubtrees, names.count > 1 || status.isDirectory {
            return try subtreeVerdict(root, goes)
        }
        let path = stack.path(of: name)
        if status.isDirectory { return try directoryVerdict(path, goes) }
        guard status.isFile else { return (.stays, "only regular files and symbolic links are removed") }
        guard includes(name, stack) else {
            let patterns = task.settings.patterns.match.map(\.text).joined(separator: ", ")
            return (.stays, "Match lets it not pass: \(patterns)")
        }
        if task.settings.keepsOpenFiles, OpenFiles.now().contains(FileIdentity(status)) {
            return (.stays, "KeepOpen: a process has it open or mapped, or it is locked")
        }
        guard let time = task.time(of: status) else { throw ScanProblem.noTimeOfCreation(path) }
        return try verdict(time, path, goes)
    }

    /// Goes into a directory on the way.
    /// - Returns: what keeps a scan from doing so.
    private func enter(_ name: EntryName, _ stack: inout DirectoryStack) throws -> Answer? {
        guard task.settings.isRecursive else {
            return (.stays, "Recursive is no, and it lies in a directory below ScanDirectory")
        }
        let path = String(escaping: stack.path(of: name))
        if let pattern = exclusion(of: name, stack) { return (.stays, "Exclude \(pattern.text) matches \(path)") }
        do throws(Errno) {
            _ = try stack.push(name)
            return nil
        } catch {
            guard error == .improperLink else { throw error }
            return (.stays, "\(path) is on another file system than ScanDirectory")
        }
    }

    private func verdict(_ time: Int64, _ path: [UInt8], _ goes: ([UInt8]) throws -> RemovalRule?) throws -> Answer {
        do {
            if let rule = try goes(path) { return (.goes, words(rule)) }
        } catch let refusal as Refusal {
            return (.stays, "a run would be \(refusal)")
        }
        if task.settings.isDryRun { return (.stays, "DryRun is yes") }
        guard let age = task.settings.age else {
            return (.stays, "there are not so many and so large files that it would have to go")
        }
        let left = age.count - task.age(of: time)
        // Age has to be greater than the limit.
        if left >= 0 { return (.later(in: .nanoseconds(left + 1)), "RemoveOlderThan \(age.text)") }
        if let recordCount {
            return (.stays, "older files go first: RecordCount \(recordCount); it goes in a later run")
        }
        return (.stays, "it could not be removed or looked at")
    }

    private func directoryVerdict(_ path: [UInt8], _ goes: ([UInt8]) throws -> RemovalRule?) throws -> Answer {
        guard task.settings.removesEmptyDirectories else {
            return (.stays, "it is a directory, and RemoveEmptyDirectories is no")
        }
        if try goes(path) != nil { return (.goes, "RemoveEmptyDirectories: it is empty, or will be") }
        return (.stays, "it is a directory that is not empty, or was modified not long enough ago")
    }

    private func subtreeVerdict(_ root: ScanRoot, _ goes: ([UInt8]) throws -> RemovalRule?) throws -> Answer {
        let top = names[0]
        var stack = try DirectoryStack(root.directory, path: root.path)
        let path = stack.path(of: top)
        let title = String(escaping: path)
        guard includes(top, stack) else {
            return (.stays, "WholeSubtrees: Match lets \(title) not pass")
        }
        let found = try stack.push(top)
        guard let time = task.time(of: found) else { throw ScanProblem.noTimeOfCreation(path) }
        var sweep = SubtreeSweep(task, stack, time: time, isRemoving: false)
        let open = task.settings.keepsOpenFiles ? OpenFiles.now() : nil
        while sweep.step({ open?.contains($0) == true }) {}
        if let (obstacle, place) = sweep.obstacle {
            return (.stays, "WholeSubtrees: \(title) stays because of \(String(escaping: place)): \(obstacle.words)")
        }
        let (verdict, reason) = try verdict(sweep.youngest, path, goes)
        return (verdict, "WholeSubtrees: \(title) goes as one, and its age is that of the youngest in it; \(reason)")
    }

    private func words(_ rule: RemovalRule) -> String {
        switch rule {
        case .age: "RemoveOlderThan \(task.settings.age?.text ?? "")"
        case .files: "MaximumFiles \(task.settings.maximumFiles ?? 0)"
        case .totalSize: "MaximumTotalSize \(task.settings.maximumTotalSize ?? 0) bytes"
        case .emptyDirectory: "RemoveEmptyDirectories"
        }
    }

    private func exclusion(of name: EntryName, _ stack: DirectoryStack) -> GlobPattern? {
        let path = stack.prefix + name.bytes
        return task.settings.patterns.exclusion(
            of: name.terminated.span.extracting(droppingLast: 1), path.span)
    }

    private func includes(_ name: EntryName, _ stack: DirectoryStack) -> Bool {
        let path = stack.prefix + name.bytes
        return task.settings.patterns.includes(name.terminated.span.extracting(droppingLast: 1), path.span)
    }
}

extension SubtreeSweep.Obstacle {
    /// The obstacle in words.
    var words: String {
        switch self {
        case .excluded(let pattern): "Exclude \(pattern.text) matches it"
        case .open: "it is open or locked"
        case .mounted: "it lies on another file system"
        case .special: "it is neither a file nor a link nor a directory"
        case .scanned: "it is scanned by itself"
        case .failure(let step, let cause): "cannot \(step.rawValue) it: \(cause)"
        }
    }
}

import Daemons
import CLinux
import Glibc
import SystemPackage

extension Directory {
    /// Renames an entry, unless the new name is taken.
    /// - Throws: `fileExists` if it is.
    func rename(_ name: FileName, to freeName: FileName, in target: Directory) throws(Errno) {
        let (from, to) = (descriptor.rawValue, target.descriptor.rawValue)
        let status = unsafe name.withCString { old in
            unsafe freeName.withCString { new in
                if unsafe clinux_rename_to_free_name(from, old, to, new) == 0 { return 0 as CInt }
                guard errno == EINVAL || errno == ENOSYS else { return -1 }
                // The file system cannot do it at once. A file that takes the name just in between is lost.
                return unsafe linkat(from, old, to, new, 0) == 0 ? unsafe unlinkat(from, old, 0) : -1
            }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    /// Moves an entry to another directory under its name or, where that is taken, with a number after it.
    /// - Returns: the name that it has there; nil if there is no such entry.
    func move(_ name: FileName, as wanted: FileName? = nil, to target: Directory) throws(QueueError) -> FileName? {
        let wanted = wanted ?? name
        for number in 0...Directory.mostNumbers {
            let freeName = number == 0 ? wanted : wanted.with(suffix: ".\(number)")
            do throws(Errno) {
                try rename(name, to: freeName, in: target)
                return freeName
            } catch {
                if error == .fileExists { continue }
                if error == .noSuchFileOrDirectory { return nil }
                throw QueueError("move \(path.appending(name).escaped) to", target.path, error)
            }
        }
        throw QueueError(
            "move \(path.appending(name).escaped) to", target.path,
            because: "its name is taken there, also with the numbers up to \(Directory.mostNumbers)")
    }

    /// Moves a file to another directory, and nothing else: what has meanwhile taken its name is put back.
    /// - Returns: the name that it has there; nil if the name does not mean the file any more.
    func move(
        _ name: FileName, meaning identity: FileIdentity, as wanted: FileName? = nil, to target: Directory
    ) throws(QueueError) -> FileName? {
        guard has(identity, as: name), let moved = try move(name, as: wanted, to: target) else { return nil }
        if target.has(identity, as: moved) { return moved }
        _ = try target.move(moved, as: name, to: self)
        return nil
    }

    private static let mostNumbers = 9999
}

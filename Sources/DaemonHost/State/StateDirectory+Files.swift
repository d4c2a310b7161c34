import Glibc
import SystemPackage

/// How the files of a state directory are opened, replaced and set aside.
extension StateDirectory {
    /// So many names are tried where folders stand in the way.
    static let mostNames = 100

    /// Opens a file of a state directory, which must be no link and, if it is made, is for the app's user alone.
    static func open(
        _ name: String, in directory: FileDescriptor, _ flags: CInt
    ) throws(Errno) -> FileDescriptor {
        let descriptor = unsafe openat(directory.rawValue, name, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Errno(rawValue: Glibc.errno) }
        return FileDescriptor(rawValue: descriptor)
    }

    /// Writes a file under another name, brings it to the disk, and gives it its name.
    func replace(_ name: String, by bytes: [UInt8]) throws {
        let (file, temporary) = try makeTemporary(for: name)
        do {
            try file.closeAfter {
                try file.writeAll(bytes)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: Glibc.errno) }
            }
            do throws(Errno) {
                try rename(temporary, to: name)
            } catch {
                // A file never takes the place of a folder.
                guard error == .isDirectory else { throw error }
                try setAside(name)
                try rename(temporary, to: name)
            }
        } catch {
            // A part of it would only take room.
            unsafe unlinkat(descriptor.rawValue, temporary, 0)
            throw error
        }
    }

    /// Makes a file that is to get a name later.
    /// - Returns: the file, and the name that it has until then.
    private func makeTemporary(for name: String) throws(Errno) -> (FileDescriptor, String) {
        for number in 1...StateDirectory.mostNames {
            let temporary = number == 1 ? "\(name).new" : "\(name).\(number).new"
            // Whatever has been left there is not written into: it may be a pipe.
            unsafe unlinkat(descriptor.rawValue, temporary, 0)
            do throws(Errno) {
                let file = try StateDirectory.open(temporary, in: descriptor, O_WRONLY | O_CREAT | O_EXCL)
                return (file, temporary)
            } catch {
                guard error == .fileExists else { throw error }
            }
        }
        throw .fileExists
    }

    /// Gives what has a name another one, which is that of no folder with anything in it. A file that has had the name
    /// is gone, unless it is a folder that is to get it.
    /// - Returns: the new name.
    @discardableResult
    func setAside(_ name: String) throws(Errno) -> String {
        var failure = Errno.fileExists
        for number in 1...StateDirectory.mostNames {
            let aside = StateDirectory.damagedName(name, number)
            do throws(Errno) {
                try rename(name, to: aside)
                return aside
            } catch {
                failure = error
            }
            // Only what stands in the way there is a reason to try the next.
            guard [.isDirectory, .notDirectory, .directoryNotEmpty, .fileExists].contains(failure) else { break }
        }
        throw failure
    }

    /// The names for what is damaged: `state.damaged.json`, `state.damaged.2.json`, and so on.
    static func damagedName(_ name: String, _ number: Int) -> String {
        let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
        return number == 1 ? "\(stem).damaged.json" : "\(stem).damaged.\(number).json"
    }

    private func rename(_ name: String, to other: String) throws(Errno) {
        guard unsafe renameat(descriptor.rawValue, name, descriptor.rawValue, other) == 0 else {
            throw Errno(rawValue: Glibc.errno)
        }
    }
}

import CLinux
import SystemPackage

/// The way from a scanned directory down to one below it: directories that are open, each found in the one before.
///
/// However long the way is, only so many descriptors are held. A directory on the way that was closed is opened again when
/// it is needed, from one below it up or, where that leads elsewhere by now, from the top down; and it counts only if it
/// is the same as before.
struct DirectoryStack: Sendable {
    private struct Level: Sendable {
        var directory: OpenDirectory?
        let identity: FileIdentity
        /// Where the path of the directory ends in that of the whole.
        let pathEnd: Int
    }

    private var levels: [Level]
    /// A directory that was left last, from which closed ones above it can be found, and how many the way had then.
    private var left: (directory: OpenDirectory, count: Int)?
    /// The path of the directory at the end, as bytes.
    private(set) var path: [UInt8]
    /// Where the path of the scanned directory ends.
    private let rootEnd: Int
    /// The mount that is not left.
    private let mount: UInt64

    /// How many descriptors are held at the end of the way, besides that of its beginning.
    private static let mostOpen = 24

    /// - Parameter path: how the directory is called in reports.
    init(_ root: OpenDirectory, path: [UInt8]) throws(Errno) {
        let status = try root.status()
        mount = status.mount
        levels = [Level(directory: root, identity: FileIdentity(status), pathEnd: path.count)]
        self.path = path
        rootEnd = path.count
    }

    /// How many directories the way has.
    var count: Int { levels.count }

    /// The path of the directory at the end below the scanned one, with a slash at its end; empty for that itself.
    var prefix: [UInt8] {
        path.count == rootEnd ? [] : path[(rootEnd + 1)...] + [UInt8(ascii: "/")]
    }

    /// Whether something lies on the file system on which the way began.
    func isHere(_ status: clinux_status) -> Bool { status.mount == mount }

    /// The path of an entry of the directory at the end.
    func path(of name: Span<UInt8>) -> [UInt8] {
        var whole: [UInt8] = []
        whole.reserveCapacity(path.count + 1 + name.count)
        whole.append(contentsOf: path)
        if path.last != UInt8(ascii: "/") { whole.append(UInt8(ascii: "/")) }
        for index in name.indices { whole.append(name[index]) }
        return whole
    }

    /// The path of an entry of the directory at the end.
    func path(of name: EntryName) -> [UInt8] {
        path(of: name.terminated.span.extracting(droppingLast: 1))
    }

    /// Goes into a directory of the one at the end.
    /// - Returns: what was found there.
    /// - Throws: `improperLink` if it is a mount; what the system says if it is no directory any more.
    mutating func push(_ name: EntryName) throws(Errno) -> clinux_status {
        let directory = try top().directory(name.terminated.span)
        let status = try directory.status()
        guard isHere(status) else { throw .improperLink }
        if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
        path.append(contentsOf: name.bytes)
        levels.append(Level(directory: directory, identity: FileIdentity(status), pathEnd: path.count))
        if levels.count > DirectoryStack.mostOpen + 1 {
            levels[levels.count - 1 - DirectoryStack.mostOpen].directory = nil
        }
        return status
    }

    /// Goes back to the directory above.
    mutating func pop() {
        let level = levels.removeLast()
        guard let end = levels.last else { return }
        path.removeSubrange(end.pathEnd...)
        if end.directory != nil {
            left = nil
        } else if let directory = level.directory {
            left = (directory, levels.count + 1)
        }
    }

    /// The directory at the end.
    /// - Throws: what the system says if it was closed and is not to be found again.
    mutating func top() throws(Errno) -> OpenDirectory {
        if let directory = levels[levels.count - 1].directory { return directory }
        if let left, let directory = try? left.directory.ancestor(left.count - levels.count),
            let status = try? directory.status(), FileIdentity(status) == levels[levels.count - 1].identity
        {
            levels[levels.count - 1].directory = directory
            self.left = nil
            return directory
        }
        guard let known = levels.lastIndex(where: { $0.directory != nil }), var directory = levels[known].directory
        else { preconditionFailure("the first one stays open") }
        for index in known + 1..<levels.count {
            let name = path[levels[index - 1].pathEnd..<levels[index].pathEnd].drop { $0 == UInt8(ascii: "/") }
            directory = try directory.directory(EntryName(name).terminated.span)
            let status = try directory.status()
            guard FileIdentity(status) == levels[index].identity, isHere(status) else { throw .noSuchFileOrDirectory }
        }
        levels[levels.count - 1].directory = directory
        return directory
    }

    /// The name of the directory at the end in the one above.
    var name: EntryName {
        guard levels.count > 1 else { return EntryName([]) }
        return EntryName(path[levels[levels.count - 2].pathEnd...].drop { $0 == UInt8(ascii: "/") })
    }
}

import Glibc
package import SystemPackage

/// What a directory says of an entry.
package struct DirectoryEntry: Sendable {
    /// Its name.
    package let name: FileName
    /// What it is, as `d_type` of readdir(3) has it: `DT_UNKNOWN` where the file system does not say.
    package let type: CInt
    /// Its inode; that of the directory below, where something is mounted on it.
    package let inode: UInt64

    /// Goes through the entries of a directory but `.` and `..`, in no order, until `body` returns false. Blocks.
    /// - Parameters:
    ///   - descriptor: the directory, open; this closes it.
    ///   - failure: the error for what the system says if the directory cannot be read to its end.
    ///   - body: what is done with an entry.
    package static func forEach<Failure>(
        in descriptor: CInt, failure: (Errno) -> Failure, _ body: (DirectoryEntry) throws(Failure) -> Bool
    ) throws(Failure) {
        guard let stream = unsafe fdopendir(descriptor) else {
            let cause = Errno(rawValue: errno)
            close(descriptor)
            throw failure(cause)
        }
        defer { unsafe closedir(stream) }
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                if errno != 0 { throw failure(Errno(rawValue: errno)) }
                return
            }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe FileName($0.prefix { $0 != 0 }) }
            if name == FileName(".") || name == FileName("..") { continue }
            let known = unsafe DirectoryEntry(
                name: name, type: CInt(entry.pointee.d_type), inode: UInt64(entry.pointee.d_ino))
            guard try body(known) else { return }
        }
    }
}

import Glibc
import SystemPackage
public import ZConfig

/// Reads configuration files, of 1 GiB at most; paths are relative to the working directory.
public struct FileResources: ResourceLoader {
    /// A file may have so many bytes.
    public static let limit = 1 << 30

    /// The files of this machine.
    public init() {}

    /// The bytes of a file.
    /// - Throws: an error whose description says why it cannot be read.
    public func load(_ location: String) throws -> [UInt8] {
        try BoundedFile.read(location, atMost: FileResources.limit)
    }
}

/// Reads a file into memory.
package enum BoundedFile {
    /// Devices have no end of their own: of them so much is read at most.
    private static let mostOfDevice = 16 << 20

    /// Waits for a pipe until it has been written to its end.
    /// - Throws: `FileError` if it cannot be read, or is longer than the limit.
    package static func read(_ path: String, atMost limit: Int) throws -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
            return try file.closeAfter {
                let limit = isDevice(file) ? min(limit, mostOfDevice) : limit
                var bytes: [UInt8] = []
                var part = [UInt8](repeating: 0, count: 65_536)
                while true {
                    let count = try unsafe part.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
                    if count == 0 { return bytes }
                    bytes += part[..<count]
                    guard bytes.count <= limit else {
                        throw FileError(message: "longer than \(limit >> 20) MiB")
                    }
                }
            }
        } catch let error as Errno {
            throw FileError(message: "cannot be read: \(error)")
        }
    }

    private static func isDevice(_ file: FileDescriptor) -> Bool {
        var status = stat()
        return unsafe fstat(file.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
    }
}

/// A file cannot be used.
package struct FileError: Error, CustomStringConvertible {
    let message: String
    package var description: String { message }
}

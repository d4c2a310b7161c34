import SystemPackage
import ZConfig

/// Reads configuration files, of 1 GiB at most.
struct FileResources: ResourceLoader {
    static let limit = 1 << 30

    func load(_ location: String) throws -> [UInt8] {
        try BoundedFile.read(location, atMost: FileResources.limit)
    }
}

/// Reads a file into memory.
enum BoundedFile {
    /// - Throws: `FileError` if it cannot be read, is no regular file or pipe, or is longer than the limit.
    static func read(_ path: String, atMost limit: Int) throws -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
            return try file.closeAfter {
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
}

/// A file cannot be used.
struct FileError: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}

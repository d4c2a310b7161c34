import DaemonAppTesting
import Glibc
import SystemPackage
import Testing

/// A folder of a test's own, and what tests put into it and find there.
final class TestFolder: Sendable {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    var path: String { temporary.path }

    /// The path of something in the folder.
    subscript(name: String) -> String { temporary[name] }

    /// Whether there is such a thing in the folder.
    func has(_ name: String) -> Bool {
        unsafe access(self[name], F_OK) == 0
    }

    /// Writes a file in the folder.
    /// - Returns: its path.
    @discardableResult
    func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws -> String {
        try write(name, Array(text.utf8), mode: mode)
    }

    /// Writes a file in the folder.
    /// - Returns: its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws -> String {
        let file = try FileDescriptor.open(
            FilePath(self[name]), .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: .init(rawValue: mode))
        try file.closeAfter { _ = try file.writeAll(bytes) }
        return self[name]
    }

    /// Makes a FIFO in the folder.
    /// - Returns: its path.
    func fifo(_ name: String) throws -> String {
        try #require(unsafe mkfifo(self[name], 0o600) == 0)
        return self[name]
    }

    /// The text of a file.
    static func text(of path: String) throws -> String {
        let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var bytes: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 65_536)
            while case let count = try unsafe part.withUnsafeMutableBytes({ try unsafe file.read(into: $0) }), count > 0
            {
                bytes += part[..<count]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The names of what is in a folder, sorted.
    static func names(in path: String) -> [String] {
        guard let directory = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

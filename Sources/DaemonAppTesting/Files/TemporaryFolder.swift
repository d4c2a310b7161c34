import FoundationEssentials

/// A folder of a test's own, removed with all that is in it when nobody needs it any more.
public final class TemporaryFolder: Sendable {
    /// Where it is. The path is short, so that sockets can be in it.
    public let path: String

    /// Makes a folder that is the user's alone.
    public init() throws {
        let number = String(UInt64.random(in: 0 ... .max), radix: 36)
        path = "/tmp/daemonapp-\(number)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the folder.
    public subscript(name: String) -> String { "\(path)/\(name)" }
}

import Daemons
import SystemPackage

extension FilePath {
    /// The path as it appears in a log.
    var escaped: String { String(escaping: bytes) }
}

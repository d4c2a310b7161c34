/// Where an application lies in the web server's paths: `/app` for all that is at `/app` and below.
public struct MountPoint: Sendable, Hashable, CustomStringConvertible {
    /// The path without a slash at its end, decoded; empty for the root.
    let path: [UInt8]

    /// The root, below which everything is.
    public static let root = MountPoint(path: [])

    private init(path: [UInt8]) {
        self.path = path
    }

    /// A mount point, written decoded; a slash at the end means nothing. Nil for a path that does not begin with a
    /// slash, or has `?`, `#`, `%`, control characters, or a part that is empty, `.` or `..`.
    public init?(_ path: String) {
        var bytes = Array(path.utf8)
        guard bytes.first == UInt8(ascii: "/") else { return nil }
        if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        let refused = "?#%".utf8
        guard bytes.allSatisfy({ $0 >= 32 && $0 != 127 && !refused.contains($0) }) else { return nil }
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
        guard parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }) else {
            return nil
        }
        self.path = bytes
    }

    /// The path without a slash at its end; empty for the root. This is what CGI calls SCRIPT_NAME.
    public var description: String { String(decoding: path, as: UTF8.self) }

    /// What is below the mount point in an encoded path; nil if the path lies elsewhere.
    ///
    /// An encoded slash is no slash: `/app%2Fa` is not below `/app`.
    func below(encoded path: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var position = path.startIndex
        for expected in self.path {
            guard position < path.endIndex else { return nil }
            var byte = path[position]
            position += 1
            if byte == UInt8(ascii: "%") {
                guard let decoded = PercentEncoding.byte(at: position, in: path), decoded != UInt8(ascii: "/") else {
                    return nil
                }
                byte = decoded
                position += 2
            }
            guard byte == expected else { return nil }
        }
        return Self.rest(of: path, from: position)
    }

    /// What is below the mount point in a decoded path; nil if the path lies elsewhere.
    func below(decoded path: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard path.starts(with: self.path) else { return nil }
        return Self.rest(of: path, from: path.startIndex + self.path.count)
    }

    private static func rest(of path: ArraySlice<UInt8>, from position: Int) -> ArraySlice<UInt8>? {
        let rest = path[position...]
        return rest.isEmpty || rest.first == UInt8(ascii: "/") ? rest : nil
    }
}

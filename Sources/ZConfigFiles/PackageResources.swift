public import ZConfig

/// Files, and those of packages: `package:a.b:FILE` is `a/b/FILE` in one of some folders.
public struct PackageResources: ResourceLoader {
    private let folders: [String]

    /// Files, and the packages in some folders.
    /// - Parameter folders: where packages are looked for: the first that has one wins.
    public init(folders: [String]) {
        self.folders = folders
    }

    /// The bytes of a file.
    /// - Throws: an error whose description says why it cannot be read.
    public func load(_ location: String) throws -> [UInt8] {
        guard location.hasPrefix("package:") else { return try FileResources().load(location) }
        let parts = location.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, !parts[1].isEmpty else {
            throw FileError(message: "package:NAME:FILE is wanted")
        }
        let path = parts[1].split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/")
        for folder in folders where MachineSurroundings().isDirectory("\(folder)/\(path)") {
            return try FileResources().load("\(folder)/\(path)/\(parts[2])")
        }
        let places =
            folders.isEmpty ? "no folder with packages is given" : "looked in \(folders.joined(separator: ", "))"
        throw FileError(message: "could not load package \(parts[1]): \(places)")
    }
}

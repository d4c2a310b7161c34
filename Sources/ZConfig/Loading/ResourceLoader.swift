/// Where the text of a configuration comes from.
public protocol ResourceLoader: Sendable {
    /// The bytes of a resource.
    /// - Parameter location: a path; that of an included file has been resolved against the file that includes it.
    /// - Throws: why the resource cannot be had, in words for the user.
    func load(_ location: String) throws -> [UInt8]
}

/// Resources that are in memory.
public struct InMemoryResources: ResourceLoader {
    private let files: [String: [UInt8]]

    /// Resources by their locations.
    public init(_ files: [String: String]) {
        self.files = files.mapValues { Array($0.utf8) }
    }

    public func load(_ location: String) throws -> [UInt8] {
        guard let bytes = files[location] else { throw MissingResource() }
        return bytes
    }

    private struct MissingResource: Error, CustomStringConvertible {
        var description: String { "there is no such file" }
    }
}

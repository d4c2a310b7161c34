import ZConfig

/// Files in memory, of any bytes.
package struct Files: ResourceLoader {
    private struct Missing: Error {}

    private let files: [String: [UInt8]]

    package init(_ files: [String: [UInt8]]) {
        self.files = files
    }

    package func load(_ location: String) throws -> [UInt8] {
        guard let bytes = files[location] else { throw Missing() }
        return bytes
    }
}

/// A machine with a few paths.
package struct FewPaths: Surroundings {
    package init() {}

    package func exists(_ path: String) -> Bool { path.hasPrefix("/there") }
    package func isDirectory(_ path: String) -> Bool { path == "/there" }
    package var homeFolder: String? { "/there" }
    package func homeFolder(of user: String) -> String? { user == "root" ? "/there/root" : nil }
    package func isLocale(_ name: String) -> Bool { name == "C" }
}

/// The environment has a few variables.
@Sendable package func environment(_ name: String) -> String? {
    switch name {
    case "HOME": "/there"
    case "EMPTY": ""
    case "COUNT": "5"
    default: nil
    }
}

/// A text as bytes of UTF-8.
package func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// What libFuzzer hands over.
package func input(_ data: UnsafePointer<UInt8>, _ size: Int) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: data, count: size))
}

/// The parts of an input before and after the first line, or the first mark, of that text; all of it and nil without.
package func split(_ input: [UInt8], at mark: String) -> ([UInt8], [UInt8]?) {
    let mark = bytes(mark)
    var start = 0
    while start + mark.count <= input.count {
        if input[start..<(start + mark.count)].elementsEqual(mark) {
            return (Array(input[..<start]), Array(input[(start + mark.count)...]))
        }
        start += 1
    }
    return (input, nil)
}

/// Ends the program, so that the input is kept, where something does not hold that must.
package func require(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fatalError(message()) }
}

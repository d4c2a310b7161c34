import Glibc
import ZConfig
import ZConfigSchemaXML

/// Reads a configuration and prints what that took: `zconfig-bench FILE` without a schema, `zconfig-bench FILE SCHEMA`
/// with one. The time is that of one reading, from the file to the values.
let arguments = CommandLine.arguments.dropFirst()
guard !arguments.isEmpty else {
    print("usage: zconfig-bench FILE [SCHEMA]")
    exit(64)
}

struct Files: ResourceLoader {
    struct Unreadable: Error {}

    func load(_ location: String) throws -> [UInt8] {
        guard let file = unsafe fopen(location, "r") else { throw Unreadable() }
        defer { unsafe fclose(file) }
        unsafe fseek(file, 0, SEEK_END)
        let size = unsafe ftell(file)
        unsafe rewind(file)
        return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = unsafe fread(buffer.baseAddress, 1, size, file)
        }
    }
}

struct NoSurroundings: Surroundings {
    var homeFolder: String? { nil }
    func exists(_ path: String) -> Bool { false }
    func isDirectory(_ path: String) -> Bool { false }
    func homeFolder(of user: String) -> String? { nil }
    func isLocale(_ name: String) -> Bool { false }
}

func peakKilobytes() -> Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
}

/// What has been read; it lives on, so that the time does not hold its end.
var read: (any Sendable)?
let clock = ContinuousClock()
let time: Duration
let sections: Int
if let path = arguments.dropFirst().first {
    let schema = try SchemaLoader(resources: Files(), surroundings: NoSurroundings()).load(path)
    let loader = ConfigurationLoader(schema: schema, resources: Files(), environment: { _ in nil })
    var configuration: LoadedConfiguration?
    time = try clock.measure { configuration = try loader.load(arguments[1]) }
    sections = configuration?.root.children.count ?? 0
    read = configuration
} else {
    let loader = SchemalessLoader(resources: Files(), environment: { _ in nil })
    var configuration: SchemalessConfiguration?
    time = try clock.measure { configuration = try loader.load(arguments[1]) }
    sections = configuration?.root.sections.count ?? 0
    read = configuration
}
let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
print("{\"seconds\": \(seconds), \"peak\": \(peakKilobytes()), \"sections\": \(sections)}")

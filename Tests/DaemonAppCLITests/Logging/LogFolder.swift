import EventLog
import Glibc
import Testing
import ZConfig

/// A folder for log files, removed when nobody needs it any more.
final class LogFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/log-tests-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        path = unsafe try String(cString: #require(made))
    }

    deinit {
        for name in names { unsafe remove("\(path)/\(name)") }
        unsafe rmdir(path)
    }

    /// The path of a file in the folder.
    subscript(name: String) -> String { "\(path)/\(name)" }

    /// The names of the files, sorted.
    var names: [String] {
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

    /// The lines of a file.
    func lines(_ name: String) throws -> [String] {
        let file = unsafe fopen(self[name], "re")
        defer { unsafe fclose(file!) }
        try #require(unsafe file != nil)
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = unsafe fread(&part, 1, part.count, file!), count > 0 { text += part[..<count] }
        return String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    /// What a configuration of the log says.
    func log(_ text: String) throws -> LogConfiguration {
        let sections = LogSections()
        let file = SectionType("file", keys: [], sections: [sections.slot], description: "")
        let schema = try Schema(root: file, types: sections.types, abstractTypes: sections.abstractTypes)
        let loader = ConfigurationLoader(
            schema: schema, resources: InMemoryResources(["main.conf": text]), environment: { _ in nil },
            overrides: [])
        var (loaded, errors) = loader.check("main.conf")
        let log = try sections.read(in: [#require(loaded).root], &errors)
        try #require(errors.isEmpty, "\(errors.sorted)")
        return log
    }

    /// An event log with a file.
    func log(to name: String, _ lines: String = "format %(message)s") throws -> LogConfiguration {
        try log("<eventlog>\nlevel all\n<logfile>\npath \(self[name])\n\(lines)\n</logfile>\n</eventlog>\n")
    }
}

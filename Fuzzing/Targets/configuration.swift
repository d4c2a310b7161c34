import Fuzzing
import ZConfig
import ZConfigSchemaXML

/// The overrides in a first line like `#set a/b=c|d=e`.
private func overrides(in text: [UInt8]) -> [String] {
    let line = text.prefix { $0 != UInt8(ascii: "\n") }
    guard line.starts(with: "#set ".utf8) else { return [] }
    return line.dropFirst(5).split(separator: UInt8(ascii: "|")).map { String(decoding: $0, as: UTF8.self) }
}

/// The input is a configuration, after a line `#second.conf` the text of a file that it may include; the line after a
/// `#set` at its start is overrides. What `load` and `check` make of it must go together.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let (main, second) = unsafe split(input(data, size), at: "#second.conf\n")
    let overrides = overrides(in: main)
    let resources = Files(
        [
            "main.conf": main, "second.conf": second ?? bytes("notes of the second file\n%define inner 1\n"),
            "cycle.conf": bytes("%include main.conf"),
        ].merging(RichSchema.files) { $1 })
    let loader = ConfigurationLoader(
        schema: RichSchema.schema, resources: resources,
        components: SchemaLoader(resources: resources, surroundings: FewPaths()), environment: environment,
        overrides: overrides)
    let (checked, errors) = loader.check("main.conf")
    if let checked { _ = ConfigurationDump(checked).json }
    do {
        let configuration = try loader.load("main.conf")
        require(errors.isEmpty, "only check finds: \(errors.sorted)")
        let json = ConfigurationDump(configuration).json
        require(isJSON(json), "no JSON: \(json.prefix(1000))")
        require(checked.map { ConfigurationDump($0).json } == json, "load and check differ: \(json.prefix(1000))")
    } catch {
        require(
            overrides.isEmpty ? errors.sorted.contains(error) : !errors.isEmpty,
            "only load finds: \(error); check: \(errors.sorted.prefix(10))")
    }
    for error in errors.sorted { require(!error.description.contains("\n"), "several lines: \(error)") }
    return 0
}

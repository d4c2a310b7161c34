import Fuzzing
import ZConfig

private func read(_ text: [UInt8]) throws(ConfigurationError) -> SchemalessConfiguration {
    try SchemalessLoader(resources: Files(["main.conf": text]), environment: environment).load("main.conf")
}

/// Whether a section of it, when it is written out, looks like one without content: `<a/>`.
private func holdsSlash(_ configuration: SchemalessConfiguration) -> Bool {
    var stack = [configuration.root]
    while let section = stack.popLast() {
        if section.name?.hasSuffix("/") ?? section.type?.hasSuffix("/") ?? false { return true }
        stack += section.sections
    }
    return false
}

/// The input is a configuration that is read without a schema. What is written out is read again as the same, unless
/// something is put in for a `$`: this can leave space at an end, and a `$` is not doubled.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = unsafe input(data, size)
    guard let configuration = try? read(bytes) else { return 0 }
    if let dump = try? SchemalessDump(configuration) {
        require(isJSON(dump.json), "no JSON: \(dump.json.prefix(1000))")
    }
    guard let text = try? configuration.text(), !bytes.contains(UInt8(ascii: "$")), !holdsSlash(configuration) else {
        return 0
    }
    do {
        let again = try read(Array(text.utf8)).text()
        require(again.utf8.elementsEqual(text.utf8), "written out as \(text), then as \(again)")
    } catch {
        fatalError("written out as \(text), which is wrong: \(error)")
    }
    return 0
}

/// Formats with `$field` and `${field}` in them, `$$` for a `$`.
enum TemplateFormat {
    static func check(_ format: String, _ record: SampleRecord) throws(ConversionError) {
        var rest = Array(format.utf8)[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            rest = rest[(dollar + 1)...]
            if rest.first == UInt8(ascii: "$") {
                rest = rest.dropFirst()
                continue
            }
            let isBraced = rest.first == UInt8(ascii: "{")
            let inner = isBraced ? rest.dropFirst() : rest
            let name = inner.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
            rest = inner[name.endIndex...]
            guard let first = name.first, !first.isDigit, !isBraced || rest.first == UInt8(ascii: "}") else {
                throw ConversionError("a '$' in the format is not followed by FIELD, {FIELD} or a second '$'")
            }
            _ = try record.value(of: String(decoding: name, as: UTF8.self))
        }
    }
}

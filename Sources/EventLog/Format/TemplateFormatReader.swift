import ZConfig

/// Reads formats with `$field` and `${field}` in them.
enum TemplateFormatReader {
    /// - Parameter isSafe: whether what is no field is left as it is.
    static func parts(
        of format: String, _ allowingOthers: Bool, isSafe: Bool
    ) throws(ConversionError) -> [RecordFormat.Part] {
        var parts: [RecordFormat.Part] = []
        var rest = format[...]
        while let dollar = rest.firstIndex(of: "$") {
            parts.append(.text(String(rest[..<dollar])))
            rest = rest[dollar...].dropFirst()
            if rest.first == "$" {
                rest = rest.dropFirst()
                parts.append(.text("$"))
                continue
            }
            let isBraced = rest.first == "{"
            let inner = isBraced ? rest.dropFirst() : rest
            let name = inner.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            let isClosed = !isBraced || inner[name.endIndex...].first == "}"
            guard let first = name.first, !first.isNumber, isClosed else {
                parts.append(.text("$"))
                continue
            }
            let end = isBraced ? inner.index(after: name.endIndex) : name.endIndex
            do {
                let field = try RecordField(String(name), allowingOthers: allowingOthers)
                parts.append(.field(field, FieldLayout()))
            } catch {
                guard isSafe else { throw error }
                parts.append(.text("$" + rest[..<end]))
            }
            rest = rest[end...]
        }
        parts.append(.text(String(rest)))
        return parts
    }
}

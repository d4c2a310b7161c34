public import ZConfig

/// Schemas as XML.
public enum SchemaXML {
    /// The schema as the text of an XML schema that ZConfig in Python reads, too.
    ///
    /// What is declared in Swift says less in XML. Nothing is `required` there and no range is enforced: these are
    /// checked when settings are read from a section that has been matched, which an XML schema knows nothing of. The
    /// description of the key says both. Keys that were read from XML are required as they were there.
    ///
    /// Other limits of XML show, too:
    /// - A default has no space at its ends, and a character that XML cannot hold becomes U+FFFD.
    /// - Every type stands before its use. Two types that hold sections of one another cannot both; one of them then
    ///   stands after its use, and the text cannot be read.
    /// - What a type has by extending another, and types of components, are written out; a file must not `%import`
    ///   these components again. Names and keys that were converted by the key type of a base are converted by that of
    ///   the type itself; those that it refuses, which no file can give, are left out.
    public static func text(of schema: Schema) -> String {
        var writer = SchemaXMLWriter()
        writer.write(schema)
        return writer.text
    }

    /// The types, each after those that sections in it may have.
    static func definitionOrder(_ types: [SectionType]) -> [SectionType] {
        let numbers = Dictionary(types.indices.map { (types[$0].name.lowercased(), $0) }) { first, _ in first }
        var isKnown = types.map { _ in false }
        var order: [SectionType] = []
        func add(_ number: Int) {
            guard !isKnown[number] else { return }
            isKnown[number] = true
            for slot in types[number].sections { numbers[slot.type.lowercased()].map(add) }
            order.append(types[number])
        }
        types.indices.forEach(add)
        return order
    }
}

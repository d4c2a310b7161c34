/// What becomes of a section once its values have been converted.
public struct SectionDatatype: Sendable, Equatable {
    /// The name, as an XML schema has it.
    public let name: String
    /// Whether the section stands for nothing but the map in its attribute `mapping`.
    public let isMap: Bool
    /// Looks at a section without the sections in it; nil if there is nothing to look for.
    let check: (@Sendable (Section) throws(ConversionError) -> Void)?

    package init(
        _ name: String, isMap: Bool = false, check: (@Sendable (Section) throws(ConversionError) -> Void)? = nil
    ) {
        self.name = name
        self.isMap = isMap
        self.check = check
    }

    /// The section stays as it is.
    public static let null = SectionDatatype("null")

    /// Two datatypes are the same if their names are.
    public static func == (left: SectionDatatype, right: SectionDatatype) -> Bool { left.name == right.name }
}

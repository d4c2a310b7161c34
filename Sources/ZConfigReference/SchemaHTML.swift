public import ZConfig

/// The reference of a schema as a page for browsers.
public enum SchemaHTML {
    /// The reference of a schema: all its section types with their keys, how they nest, the datatypes, and an index.
    ///
    /// It is a single page of HTML in UTF-8 that needs nothing else.
    public static func text(of schema: Schema, title: String) -> String {
        HTMLWriter(OutlineBuilder(schema).outline(title: title)).text
    }
}

public import ZConfig

/// The reference of a schema as Markdown.
public enum SchemaMarkdown {
    /// What ``SchemaHTML`` has, too, in GitHub's kind of Markdown.
    public static func text(of schema: Schema, title: String) -> String {
        "<!-- Generated from the schema. -->\n\n" + MarkdownWriter(OutlineBuilder(schema).outline(title: title)).text
    }
}

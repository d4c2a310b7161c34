/// The elements of a schema, and where they may stand.
enum SchemaElement: String {
    case schema, component, sectiontype, abstracttype, key, multikey, section, multisection
    case importing = "import"
    case description, example, metadefault
    case defaultValue = "default"

    /// The elements in which it may stand; nil for those that are whole documents.
    var parents: [SchemaElement]? {
        switch self {
        case .schema, .component: nil
        case .importing, .abstracttype, .sectiontype: [.schema, .component]
        case .key, .multikey, .section, .multisection: [.schema, .sectiontype]
        case .description:
            [.key, .section, .multikey, .multisection, .sectiontype, .abstracttype, .schema, .component]
        case .example: [.schema, .sectiontype, .key, .multikey, .section, .multisection]
        case .metadefault: [.key, .section, .multikey, .multisection]
        case .defaultValue: [.key, .multikey]
        }
    }

    /// Whether what is in it is text.
    var isText: Bool {
        switch self {
        case .description, .example, .metadefault, .defaultValue: true
        default: false
        }
    }
}

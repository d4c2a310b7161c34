import Configuration
import ZConfig
import ZConfigProvider

/// The schema of the tests: daemons with some of every kind of key.
enum Daemons {
    static let schema: Schema = {
        do {
            return try Schema(
                root: SectionType(
                    "daemons", keys: [Key("Level", .string, default: "info", description: "How much is logged.")],
                    sections: [
                        SectionSlot(
                            type: "Daemon", multiple: true, attribute: "all_daemons", description: "The daemons."),
                        SectionSlot(type: "Store", attribute: "data", description: "The store."),
                    ], description: "The whole."),
                types: [
                    SectionType(
                        "Daemon",
                        keys: [
                            Key("RunEvery", .timedelta, default: "1m", description: "An interval."),
                            Key("Limit", .integer, description: "A number."),
                            Key("Share", .float, description: "A fraction."),
                            Key("Verbose", .boolean, description: "Yes or no."),
                            Key("Words", .stringList, description: "Words."),
                            MultiKey("Hosts", .string, defaults: ["localhost"], description: "Hosts."),
                        ], description: "A daemon."),
                    SectionType("Store", keys: [Key("Path", .string, description: "A path.")], description: "A store."),
                ], abstractTypes: [])
        } catch {
            fatalError("\(error)")
        }
    }()

    /// A provider of a text that is read with the schema.
    static func provider(
        _ text: String, secretsSpecifier: SecretsSpecifier<String, String> = .none
    ) throws -> ZConfigProvider {
        ZConfigProvider(
            try ConfigurationLoader(
                schema: schema, resources: InMemoryResources(["app.conf": text]), environment: { _ in nil }
            ).load("app.conf"), secretsSpecifier: secretsSpecifier)
    }
}

/// A provider of a text that is read without a schema.
func schemalessProvider(
    _ text: String, secretsSpecifier: SecretsSpecifier<String, String> = .none
) throws -> ZConfigProvider {
    ZConfigProvider(
        try SchemalessLoader(resources: InMemoryResources([:]), environment: { _ in nil })
            .read(text: text, location: "app.conf"),
        name: "app.conf", secretsSpecifier: secretsSpecifier)
}

extension ConfigProvider {
    /// The content of a key's value.
    func content(_ key: AbsoluteConfigKey, _ type: ConfigType) throws -> ConfigContent? {
        try value(forKey: key, type: type).value?.content
    }

    /// What goes wrong with a key.
    func failure(_ key: AbsoluteConfigKey, _ type: ConfigType) -> String {
        do {
            return "\(try value(forKey: key, type: type).value?.description ?? "nothing")"
        } catch {
            return "\(error)"
        }
    }
}

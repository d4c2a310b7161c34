@testable import ZConfig

/// A reading of `main.conf` without a schema.
struct SchemalessReading {
    private let bytes: [UInt8]
    private let environment: [String: String]

    init(_ text: String, environment: [String: String] = [:]) {
        self.init(Array(text.utf8), environment: environment)
    }

    init(_ bytes: [UInt8], environment: [String: String] = [:]) {
        self.bytes = bytes
        self.environment = environment
    }

    func configuration() throws(ConfigurationError) -> SchemalessConfiguration {
        let environment = environment
        return try SchemalessLoader(
            resources: ByteResources(files: ["main.conf": bytes]), environment: { environment[$0] }
        ).load("main.conf")
    }

    /// The whole file, as ``SchemalessSection/outline`` has it.
    func outline() throws(ConfigurationError) -> String {
        try configuration().root.outline
    }

    /// The configuration written out again.
    func text() throws(ConfigurationError) -> String {
        try configuration().text()
    }

    /// The error, as it is printed; nil if there is none.
    var error: String? {
        do {
            _ = try configuration()
            return nil
        } catch {
            return error.description
        }
    }
}

extension SchemalessSection {
    /// `type name [key=value|value, key=value, (type name [...])]`.
    var outline: String {
        let parts = keys.map { "\($0.name)=\($0.values.joined(separator: "|"))" } + sections.map { "(\($0.outline))" }
        return "\([type, name].compactMap(\.self).joined(separator: " ")) [\(parts.joined(separator: ", "))]"
    }
}

public import Configuration
internal import ZConfig

/// The values of a configuration, as a reader asks for them; see ``ZConfigProvider``.
public struct ZConfigSnapshot: ConfigSnapshot {
    public let providerName: String
    private let root: any DecodingSection
    private let bytesDecoder: any ConfigBytesFromStringDecoder
    private let secrets: Secrets

    init(
        _ root: any DecodingSection, providerName: String, bytesDecoder: any ConfigBytesFromStringDecoder,
        secretsSpecifier: SecretsSpecifier<String, String>
    ) {
        self.providerName = providerName
        self.root = root
        self.bytesDecoder = bytesDecoder
        secrets = Secrets(secretsSpecifier)
    }

    /// The value of a key; its context does not matter.
    /// - Throws: a `ConfigurationError` if the key may mean several things, or the value does not become what is wanted.
    public func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        let encodedKey = key.components.joined(separator: ".")
        guard let part = try SectionPath(key.components).part(in: root) else {
            return LookupResult(encodedKey: encodedKey, value: nil)
        }
        let isSecret = secrets.contains(encodedKey, part)
        do {
            let content = try part.content(type, bytesDecoder)
            return LookupResult(encodedKey: encodedKey, value: ConfigValue(content, isSecret: isSecret))
        } catch {
            guard isSecret else { throw error }
            throw ConfigurationError(
                error.kind, "\(encodedKey): a secret that does not become what is wanted: \(type.rawValue)",
                at: error.position, key: error.key)
        }
    }
}

extension ZConfigSnapshot: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { providerName }
    public var debugDescription: String { providerName }
}

/// Says which values are secret.
private struct Secrets: Sendable {
    private let specifier: SecretsSpecifier<String, String>

    /// Keys are found by any of their spellings.
    init(_ specifier: SecretsSpecifier<String, String>) {
        if case .specific(let keys) = specifier {
            self.specifier = .specific(Set(keys.map(Secrets.loose)))
        } else {
            self.specifier = specifier
        }
    }

    func contains(_ key: String, _ part: DecodingPart) -> Bool {
        if case .specific = specifier { return specifier.isSecret(key: Secrets.loose(key), value: "") }
        guard case .dynamic = specifier else { return specifier.isSecret(key: key, value: "") }
        guard let list = try? part.elements() else {
            return specifier.isSecret(key: key, value: (try? part.string()) ?? "")
        }
        let texts = (0..<list.count).map { (try? list.element($0).string()) ?? "" }
        return (texts.isEmpty ? [""] : texts).contains { specifier.isSecret(key: key, value: $0) }
    }

    private static func loose(_ key: String) -> String {
        key.split(separator: ".", omittingEmptySubsequences: false).map { String($0).looseName }.joined(separator: ".")
    }
}

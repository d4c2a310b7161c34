import Testing

@testable import ZConfig

/// A reading of `main.conf` with the schema of the tests, in both modes.
struct Reading {
    private let loader: ConfigurationLoader

    init(
        _ text: String, including files: [String: String] = [:], overrides: [String] = [],
        environment: [String: String] = [:], schema: Schema = House.schema
    ) {
        self.init(
            Array(text.utf8), including: files, overrides: overrides, environment: environment, schema: schema)
    }

    init(
        _ bytes: [UInt8], including files: [String: String] = [:], overrides: [String] = [],
        environment: [String: String] = [:], schema: Schema = House.schema
    ) {
        var all = files.mapValues { Array($0.utf8) }
        all["main.conf"] = bytes
        loader = ConfigurationLoader(
            schema: schema, resources: ByteResources(files: all), environment: { environment[$0] }, overrides: overrides
        )
    }

    /// The configuration; its first error is thrown.
    func root() throws(ConfigurationError) -> Section {
        try loader.load("main.conf").root
    }

    /// The error at which reading stops. It has to be among those that are gathered, which have to be in order; one of an
    /// override is reported at the end of its section only where reading stops.
    var firstError: ConfigurationError? {
        let gathered = gathered
        do {
            _ = try loader.load("main.conf")
            if let error = gathered.first { Issue.record("only gathered: \(error)") }
            return nil
        } catch {
            let isGathered = gathered.contains { found in
                found == error
                    || found.isOfOverride && error.message == "\(found.position?.file ?? ""): \(found.message)"
            }
            if !isGathered { Issue.record("not gathered: \(error)") }
            return error
        }
    }

    /// All errors that are gathered.
    var gathered: [ConfigurationError] {
        let errors = loader.check("main.conf").errors.sorted
        let orders = errors.map { $0.position?.order ?? .max }
        if orders != orders.sorted() { Issue.record("out of order: \(errors)") }
        return errors
    }

    /// All errors that are gathered, as they are printed.
    var report: [String] { gathered.map(\.description) }

    /// All errors that are gathered, each as `FILE:LINE: KIND`.
    var places: [String] { gathered.map(\.placeAndKind) }
}

extension ConfigurationError {
    fileprivate var isOfOverride: Bool { position?.file.hasPrefix("--set ") == true }

    /// `FILE:LINE: KIND`.
    var placeAndKind: String { "\(position.map { "\($0): " } ?? "")\(kind.rawValue)" }
}

/// Files in memory, of any bytes.
struct ByteResources: ResourceLoader {
    let files: [String: [UInt8]]

    func load(_ location: String) throws -> [UInt8] {
        guard let bytes = files[location] else { throw Missing() }
        return bytes
    }

    private struct Missing: Error, CustomStringConvertible {
        var description: String { "there is no such file" }
    }
}

extension Section {
    /// The texts of `Notes`, which may stand several times.
    var notes: [String] { texts(of: "Notes") }
}

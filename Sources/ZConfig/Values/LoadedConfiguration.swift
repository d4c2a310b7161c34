/// A configuration that has been read.
public struct LoadedConfiguration: Sendable {
    /// The whole file.
    public let root: Section
    private let calls: [(name: String, section: Section, child: Int)]

    init(root: Section, handlers: [(name: String, section: Section, child: Int)]) {
        self.root = root
        calls = handlers
    }

    // MARK: Handlers

    /// Gets what stands under an attribute that names a handler.
    public typealias Handler = (AttributeValue) throws -> Void

    /// The names of the handlers, in the order in which they are called: those of a section when it ends, in the order
    /// of declaration; the schema's own at last.
    public var handlerNames: [String] {
        calls.map(\.name) + [root.matchedType.declaration.handler].compactMap(\.self)
    }

    /// Calls the handlers that the schema names, in the order of ``handlerNames``.
    /// - Parameter handlers: by their names, in any case; nil for one that is to be skipped.
    /// - Throws: a `configuration` error that lists those the schema names and that are not given, or one that names
    ///   two that differ only in case; what a handler throws.
    public func call(_ handlers: [String: Handler?]) throws {
        var known: [String: Handler?] = [:]
        for (name, handler) in handlers.sorted(by: { $0.key < $1.key }) {
            guard known.updateValue(handler, forKey: try basicKey(name)) == nil else {
                throw ConfigurationError(.configuration, "there are two handlers \(name.quoted)")
            }
        }
        let missing = handlerNames.filter { known[$0] == nil }
        guard missing.isEmpty else {
            throw ConfigurationError(.configuration, "undefined handlers: \(missing.joined(separator: ", "))")
        }
        for call in calls {
            try known[call.name]??(call.section.attributeValue(call.child))
        }
        if let name = root.matchedType.declaration.handler { try known[name]??(.section(root)) }
    }

    private func basicKey(_ name: String) throws(ConfigurationError) -> String {
        do {
            return try Datatype.basicKey.convert(name)
        } catch {
            throw ConfigurationError(.configuration, "the name of a handler: \(error.message)")
        }
    }
}

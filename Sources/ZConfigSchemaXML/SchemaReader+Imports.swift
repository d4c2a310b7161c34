import ZConfig

extension SchemaReader {
    /// Adds the types of another schema, or those of a component.
    func importTypes(_ attributes: SchemaAttributes) throws(ConfigurationError) {
        let location = (attributes["src"] ?? "").strippingSpace
        let package = (attributes["package"] ?? "").strippingSpace
        let file = (attributes["file"] ?? "").strippingSpace
        switch (location.isEmpty, package.isEmpty) {
        case (true, true): throw attributes.error("import must specify either src or package")
        case (false, false): throw attributes.error("import may only specify one of src or package")
        case (false, true):
            guard file.isEmpty else { throw attributes.error("import may not specify file and src") }
            let other = try files.types(of: location, self, attributes)
            for name in other.names {
                guard let kind = other[name] else { continue }
                guard draft[name] == nil else {
                    throw attributes.error("type name cannot be redefined: \(name.quoted)")
                }
                draft.add(name, kind)
            }
        case (true, false):
            guard !file.utf8.contains(UInt8(ascii: "/")) else {
                throw attributes.error("file may not include a directory part")
            }
            try files.addComponent(of: absoluteName(package), file: file, to: draft, attributes.place)
        }
    }
}

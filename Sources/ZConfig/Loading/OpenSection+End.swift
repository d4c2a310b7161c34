extension OpenSection {
    /// Puts the values in the order of the declaration, those of missing keys too, and converts them.
    /// - Parameters:
    ///   - report: gets what is wrong with them, in this order.
    ///   - check: looks at a section in it, by its node; it is called in the same order.
    func convertValues(
        _ report: (ConfigurationError) throws(ConfigurationError) -> Void,
        checkingSections check: (_ node: Int) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
        if !type.numbersOfDefaults.isEmpty { addDefaults() }
        let (isSorted, isConverted) = readiness
        if !isSorted { values.sort { ($0.key, $0.place.order) < ($1.key, $1.place.order) } }
        guard hasCheckedSections || !isConverted else { return }
        // In hand the values are changed in place; a report sees the section without them.
        var values = takeValues()
        defer { self.values = values }
        var unchecked = hasCheckedSections ? children.sorted { ($0.slot, $0.node) < ($1.slot, $1.node) }[...] : []
        for index in values.indices {
            let number = Int(values[index].key)
            while let child = unchecked.first, child.slot < number {
                unchecked.removeFirst()
                try check(child.node)
            }
            guard values[index].converted == nil, let key = type.key(number) else { continue }
            do throws(ConversionError) {
                values[index].converted = try key.convert(values[index].text)
            } catch {
                let error = conversionError(key.declaration, values[index], error)
                noteFailure(error, number)
                try report(error)
            }
        }
        for child in unchecked { try check(child.node) }
    }

    /// Whether the values are in the order of the declaration, and whether there is one for every text.
    private var readiness: (isSorted: Bool, isConverted: Bool) {
        var isSorted = true
        var isConverted = true
        var last: Int32 = 0
        for index in 0..<values.count {
            if values[index].key < last { isSorted = false }
            if values[index].converted == nil { isConverted = false }
            last = values[index].key
        }
        return (isSorted, isConverted)
    }

    private func addDefaults() {
        for number in type.numbersOfDefaults where states[number].isMissing && !mayHave(number) {
            guard let key = type.key(number) else { continue }
            for value in key.defaultsAtEnd {
                values.append(
                    SectionTree.Value(
                        converted: nil, text: value.text, mapKey: value.convertedKey, place: value.place,
                        key: Int32(number)))
            }
        }
    }

    private func conversionError(
        _ key: any KeyDeclaration, _ value: SectionTree.Value, _ error: ConversionError
    ) -> ConfigurationError {
        let hint =
            value.text.holdsApparentComment
            ? "; ZConfig has no comments at the end of a line: a '#' starts one only at the start of a line" : ""
        let name = value.mapKey ?? key.documentedName
        return ConfigurationError(
            .conversion, "\(name)\(type.title(self.name)): \(error.message)\(hint)", at: value.place, key: name)
    }
}

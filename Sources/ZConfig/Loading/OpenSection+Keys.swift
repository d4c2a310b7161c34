extension OpenSection {
    /// Adds a key of the file.
    func add(_ name: String, _ text: String, _ place: Place) throws(ConfigurationError) {
        let key = try convert(name, place)
        if overrides.hasKey(key) { return }
        try add(key, writtenAs: name, text, place)
    }

    /// Adds a key of the file that its type knows by that name as it is written, may stand here and is not overridden.
    ///
    /// The value is converted at once: where that fails, it is told in its turn, at the end of the section.
    /// - Returns: whether it was added; if not, nothing has happened.
    func addPlain(
        _ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>, _ source: Source, line: Int, start: Int,
        order: Int
    ) -> Bool {
        guard overrides.isEmpty, let number = type.plainKeyNumber(bytes, name), let key = type.key(number) else {
            return false
        }
        if states[number].isMissing {
            states[number].firstValue = Int32(clamping: values.count)
        } else if !key.isMultiple {
            return false
        }
        if values.isEmpty { values.reserveCapacity(usualCount) }
        let text = bytes.text(value)
        values.append(
            SectionTree.Value(
                converted: try? key.convert(text), text: text, mapKey: nil,
                place: Place(source: source, line: line, start: start, order: order), key: Int32(number)))
        return true
    }

    /// Adds a key of the file or of an override.
    /// - Parameter key: the key after its conversion.
    func add(_ key: String, writtenAs name: String, _ text: String, _ place: Place) throws(ConfigurationError) {
        let (number, isMap) = try number(of: key, writtenAs: name, place)
        if states[number].isMissing { states[number].firstValue = Int32(clamping: values.count) }
        values.append(
            SectionTree.Value(
                converted: nil, text: text, mapKey: isMap ? key : nil, place: place, key: Int32(number)))
    }

    /// Adds a key of the file whose value cannot be had.
    func add(_ name: String, failing error: ConfigurationError, _ place: Place) throws(ConfigurationError) {
        let key = try convert(name, place)
        if overrides.hasKey(key) { return }
        let number = try number(of: key, writtenAs: name, place).number
        if states[number].isMissing { states[number].firstValue = .max }
        noteFailure(error, number)
    }

    private func convert(_ name: String, _ place: Place) throws(ConfigurationError) -> String {
        do {
            return try type.declaration.keyType.convert(name).text
        } catch {
            throw unknown(.conversion, error.message, writtenAs: name, place)
        }
    }

    /// The number of a key that may be added.
    private func number(
        of key: String, writtenAs name: String, _ place: Place
    ) throws(ConfigurationError) -> (number: Int, isMap: Bool) {
        guard let number = type.number(ofConvertedKey: key) ?? type.mapNumber else {
            throw unknown(.configuration, "\(name.quoted) is not a known key name", writtenAs: name, place)
        }
        guard let matched = type.key(number) else {
            let kind = type.name?.quoted ?? "None"
            let message = "\(name.quoted) is not a valid key name in \(kind) sections; it is the name of a section"
            throw ConfigurationError(.configuration, message, at: place, key: name)
        }
        if matched.isMap {
            guard matched.isMultiple || mapKeys.insert(ExactText(key)).inserted else {
                let message = "too many values for \(name.quoted)\(type.title(self.name))"
                throw ConfigurationError(.configuration, message, at: place, key: name)
            }
            return (number, true)
        }
        let first = Int(states[number].firstValue)
        guard first >= 0, !matched.isMultiple else { return (number, false) }
        let position = first < values.count ? values[first].place.position : defects?.failures[number]?.position
        let hint = position.map { "; it stands at \($0) already" } ?? ""
        throw ConfigurationError(
            .configuration, "\(name.quoted) does not support multiple values\(hint)", at: place,
            key: matched.declaration.documentedName)
    }

    private func unknown(
        _ kind: ConfigurationError.Kind, _ message: String, writtenAs name: String, _ place: Place
    ) -> ConfigurationError {
        // People also write KEY=VALUE and KEY: VALUE.
        let stem = String(name.prefix { $0 != "=" && $0 != ":" })
        let meant = guesses.nearest(to: stem) { type.declaration.keys.map(\.documentedName) }
        let hint = meant.map { "; did you mean '\($0)'?" } ?? ""
        let error = ConfigurationError(kind, message + type.title(self.name) + hint, at: place, key: name)
        noteUnknown(error, meaning: meant)
        return error
    }
}

extension LoadSession {
    /// Follows a directive. In a section that is skipped only definitions count, as what comes after it may use them.
    func follow(_ directive: Line.Directive, _ argument: String, _ place: Place) throws(ConfigurationError) {
        if directive == .define {
            try define(argument, place)
            return
        }
        guard let section = frames.current else {
            if let reason = frames.reasonForSkipping { substitution.noteGap(reason) }
            return
        }
        let target: String
        do throws(Substitution.Failure) {
            target = try substitution.replace(in: argument)
        } catch {
            let error = substitutionError(error, place)
            noteGap(error.error, in: section)
            if error.isNew { try report(error.error) }
            return
        }
        switch directive {
        case .include:
            try include(target, place, in: section)
        case .importing, .define:
            try importTypes(of: target, place, in: section)
        }
    }

    /// Notes that something may be missing from here on that the configuration has.
    private func noteGap(_ error: ConfigurationError, in section: OpenSection?) {
        section?.noteGap(error)
        substitution.noteGap(error)
    }

    /// Notes what may be missing because a line was no directive, but seems to have been meant for one.
    func noteMeaning(ofDirective line: String, _ error: ConfigurationError) {
        let words = line.unicodeScalars.drop { $0 == "%" || Space.contains($0) }
            .split(maxSplits: 2, whereSeparator: Space.contains).map { String(String.UnicodeScalarView($0)) }
        let known = [Line.Directive.define, .include, .importing].map(\.rawValue)
        switch NearestName.nearest(to: words.first ?? "", among: known).flatMap(Line.Directive.init) {
        case .define:
            if words.count > 1 { substitution.spoil(words[1].inLowerCase, error) }
        case .include, .importing:
            noteGap(error, in: frames.current)
        case nil:
            break
        }
    }

    // MARK: Definitions

    private func define(_ argument: String, _ place: Place) throws(ConfigurationError) {
        let end = argument.unicodeScalars.firstIndex(where: Space.contains) ?? argument.endIndex
        let name = String(argument[..<end]).inLowerCase
        let text = String(argument[end...]).strippingSpace
        let isSkipping = frames.current == nil
        if let previous = substitution.definition(of: name), ExactText(previous) != ExactText(text) {
            let message = "cannot redefine \(name.quoted), which is \(previous.quoted)"
            if !isSkipping { try report(ConfigurationError(.syntax, message, at: place)) }
            return
        }
        guard Substitution.isName(name) else {
            let error = ConfigurationError(.syntax, "not a substitution legal name: \(name.quoted)", at: place)
            substitution.spoil(Substitution.nameAtStart(of: name), error)
            if !isSkipping { try report(error) }
            return
        }
        do throws(Substitution.Failure) {
            substitution.define(name, try substitution.replace(in: text))
        } catch {
            let error = substitutionError(error, place)
            substitution.spoil(name, error.error)
            if error.isNew, !isSkipping { try report(error.error) }
        }
    }

    // MARK: Components

    private func importTypes(of package: String, _ place: Place, in section: OpenSection) throws(ConfigurationError) {
        do throws(ConfigurationError) {
            guard let components else {
                throw ConfigurationError(.resource, "%import: there is no package \(package.quoted)")
            }
            try extendSchema { schema throws(ConfigurationError) in
                try components.extend(schema, importing: package)
            }
        } catch {
            // What is wrong within a component has a line of its own.
            let file = error.position.map { "\($0.file): " } ?? ""
            let isPlaced = error.position?.line != nil
            let placed = isPlaced ? error : ConfigurationError(error.kind, file + error.message, at: place)
            noteGap(placed, in: section)
            try report(placed)
        }
    }

    // MARK: Files

    private func include(_ target: String, _ place: Place, in section: OpenSection) throws(ConfigurationError) {
        let source: Source
        do throws(ConfigurationError) {
            let location = try locate(target, place)
            includedFiles += 1
            source = try read(location, includedAt: place)
            guard includedBytes + source.bytes.count <= ConfigurationLoader.mostIncludedBytes else {
                throw ConfigurationError(.resource, LoadSession.tooMuchIncluded, at: place)
            }
        } catch {
            noteGap(error, in: section)
            try report(error)
            return
        }
        includedBytes += source.bytes.count
        try readLines(of: source)
    }

    /// The file that an `%include` means, if it may be included.
    private func locate(_ target: String, _ place: Place) throws(ConfigurationError) -> String {
        func refusal(_ message: String) -> ConfigurationError { ConfigurationError(.resource, message, at: place) }
        let location: String
        do {
            location = try Location.resolve(target, from: place.source.file)
        } catch {
            throw ConfigurationError(error.kind, error.message, at: place)
        }
        let name = ExactText(location)
        if chain.contains(where: { ExactText($0) == name }) {
            let cycle = chain.drop { ExactText($0) != name } + [location]
            throw refusal("a file includes itself: \(cycle.map(\.quoted).joined(separator: " includes "))")
        }
        guard chain.count <= ConfigurationLoader.deepestInclude else {
            throw refusal("files are included more than \(ConfigurationLoader.deepestInclude) deep")
        }
        guard includedFiles < ConfigurationLoader.mostIncludes, includedBytes < ConfigurationLoader.mostIncludedBytes
        else {
            throw refusal(LoadSession.tooMuchIncluded)
        }
        return location
    }

    private static let tooMuchIncluded = """
        more than \(ConfigurationLoader.mostIncludes) files or \(ConfigurationLoader.mostIncludedBytes >> 20) MiB are \
        included
        """

    /// The text of a file.
    func read(_ location: String, includedAt place: Place? = nil) throws(ConfigurationError) -> Source {
        let from = place.map { " (included at \($0.position))" } ?? ""
        let position = SourcePosition(file: location, order: order)
        let bytes: [UInt8]
        do {
            bytes = try resources.load(location)
        } catch {
            throw ConfigurationError(.resource, "\(error)\(from)", at: position)
        }
        return try Source(file: location, validating: bytes, from, at: position)
    }
}

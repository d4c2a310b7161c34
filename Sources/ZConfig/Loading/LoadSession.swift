/// One reading of a configuration: the files as they are read, the open sections, the definitions.
///
/// The properties that every line uses are not checked for exclusive access, which would take a quarter of the time: one
/// task uses a session, and no method calls back while one of them is changed.
final class LoadSession {
    /// Its types grow with each `%import`.
    private(set) var schema: Schema
    let resources: any ResourceLoader
    let components: (any ComponentLoader)?
    let stopsAtFirstError: Bool
    private(set) var errors = ErrorCollector()
    let guesses = NameGuesses()
    @safe @exclusivity(unchecked) var substitution: Substitution
    @safe @exclusivity(unchecked) var frames: SectionFrames
    @safe @exclusivity(unchecked) var tree = SectionTree.Contents()
    /// The handlers of sections that have ended, each with its node and the number of the child.
    @safe @exclusivity(unchecked) var handlers: [(name: String, node: Int, child: Int)] = []
    /// The type of the section that was opened last.
    @safe @exclusivity(unchecked) var lastType: MatchedType?
    /// The files that are being read, each included by the one before.
    @safe @exclusivity(unchecked) var chain: [String] = []
    var includedFiles = 0
    var includedBytes = 0
    /// How many lines have been read.
    @safe @exclusivity(unchecked) var order = 0
    /// For each file that is being read, once it was needed.
    private var endTags: [EndTags?] = []

    init(
        _ schema: Schema, _ resources: any ResourceLoader, _ components: (any ComponentLoader)?,
        _ environment: @escaping (String) -> String?, stopsAtFirstError: Bool
    ) {
        self.schema = schema
        self.resources = resources
        self.components = components
        self.stopsAtFirstError = stopsAtFirstError
        frames = SectionFrames(countsTypes: !stopsAtFirstError, guesses: guesses)
        substitution = Substitution(environment: environment, guesses: guesses)
    }

    /// Reads everything.
    /// - Throws: the first error; where all errors are gathered, the one after which there is no going on.
    func load(_ location: String, _ specifications: [String]) throws(ConfigurationError) -> LoadedConfiguration {
        var overrides: [Override] = []
        for specification in specifications {
            try reporting { () throws(ConfigurationError) in overrides.append(try Override(specification)) }
        }
        let source: Source
        do {
            source = try read(Location.path(location))
        } catch {
            try report(error)
            throw error
        }
        tree.reserve(forBytes: source.bytes.count)
        let root = OpenSection(
            matcher.root, nil, Place(source: source, order: order), slot: 0, isEmptyElement: false, guesses: guesses)
        root.expectSections(min(source.bytes.count / 64, 1 << 20))
        try add(overrides, to: root)
        frames.push(.open(root))
        try readLines(of: source)
        order += 1
        _ = frames.pop()
        let node = try finish(root, at: Place(source: source, order: order))
        try check(node, at: Place(source: source, order: order))
        let tree = SectionTree(tree)
        return LoadedConfiguration(
            root: Section(tree, node), handlers: handlers.map { ($0.name, Section(tree, $0.node), $0.child) })
    }

    var matcher: SchemaMatcher { schema.matcher }

    /// Adds types to the schema, for this reading alone.
    func extendSchema(_ extend: (Schema) throws(ConfigurationError) -> Schema) throws(ConfigurationError) {
        schema = try extend(schema)
        lastType = nil
    }

    // MARK: Errors

    /// Throws the error, or notes it and goes on.
    func report(_ error: ConfigurationError) throws(ConfigurationError) {
        if stopsAtFirstError { throw error }
        errors.record(error)
        guard errors.count < ConfigurationLoader.mostErrors else {
            let message = "more than \(ConfigurationLoader.mostErrors) errors; reading stops here"
            errors.record(
                ConfigurationError(.configuration, message, at: SourcePosition(file: chain.last ?? "", order: .max)))
            throw error
        }
    }

    /// Does something; an error is thrown, or noted.
    func reporting(_ body: () throws(ConfigurationError) -> Void) throws(ConfigurationError) {
        do {
            try body()
        } catch {
            try report(error)
        }
    }

    // MARK: Lines

    /// Reads the lines of a file into the innermost section.
    func readLines(of source: Source) throws(ConfigurationError) {
        chain.append(source.file)
        endTags.append(nil)
        frames.enterFile()
        let text = source.bytes
        let bytes = text.span
        var number = 0
        var start = 0
        var next = 0
        while next < bytes.count {
            start = next
            let end = bytes.endOfLine(from: start)
            next = end + 1
            order += 1
            number += 1
            let line = Line(bytes, start..<end)
            if case .key(let name, let value) = line, let section = frames.current, !bytes.contains(dollar, in: value),
                section.addPlain(bytes, name, value, source, line: number, start: start, order: order)
            {
                continue
            }
            try read(line, Place(source: source, line: number, start: start, order: order))
        }
        let place = Place(source: source, line: number, start: start, order: order)
        if let unclosed = frames.innermostType {
            let message = "unclosed sections not allowed: <\(unclosed.shortened)>\(frames.innermostStart) has no end"
            try report(ConfigurationError(.syntax, message, at: place))
            while frames.innermostType != nil { try close(at: place) }
        }
        frames.leaveFile()
        endTags.removeLast()
        chain.removeLast()
    }

    private var dollar: UInt8 { UInt8(ascii: "$") }

    private func read(_ line: Line, _ place: Place) throws(ConfigurationError) {
        let source = place.source
        switch line {
        case .blank:
            break
        case .key(let name, let value):
            guard let section = frames.current else { return }
            try addKey(source.text(name), source.text(value), place, to: section)
        case .sectionStart(let type, let name, let isEmpty):
            try open(source.lowerText(type), name.map(source.lowerText), isEmpty: isEmpty, place)
        case .sectionEnd(let type):
            try end(source.lowerText(type), place)
        case .directive(let directive, let argument):
            try follow(directive, source.text(argument), place)
        case .malformed(let malformation):
            try recover(from: malformation, place)
        }
    }

    private func addKey(
        _ name: String, _ text: String, _ place: Place, to section: OpenSection
    ) throws(ConfigurationError) {
        let value: String
        do throws(Substitution.Failure) {
            value = try substitution.replace(in: text)
        } catch {
            let (error, isNew) = substitutionError(error, place, key: name)
            if isNew { try report(error) }
            do throws(ConfigurationError) {
                try section.add(name, failing: error, place)
            } catch {
                if !isNew { try report(error) }
            }
            return
        }
        try reporting { () throws(ConfigurationError) in try section.add(name, value, place) }
    }

    /// The error of a substitution.
    /// - Returns: the error, and whether it is new or has been reported where it arose.
    func substitutionError(
        _ failure: Substitution.Failure, _ place: Place, key: String? = nil
    ) -> (error: ConfigurationError, isNew: Bool) {
        switch failure {
        case .message(let message): (ConfigurationError(.substitution, message, at: place, key: key), true)
        case .following(let error): (error, false)
        }
    }

    /// The end tags of the file that is being read.
    func endTags(of source: Source) -> EndTags {
        if let known = endTags.last ?? nil { return known }
        let found = EndTags(source)
        endTags[endTags.count - 1] = found
        return found
    }
}

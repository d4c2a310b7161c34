/// One reading of a configuration: the files as they are read, the open sections, the definitions.
final class LoadSession {
    private let resources: any ResourceLoader
    private let environment: (String) -> String?
    private let stopsAtFirstError: Bool
    private let sections: SectionStack
    private(set) var errors = ErrorCollector()
    private var defines: [String: String] = [:]
    private var chain: [String] = []
    private var order = 0

    init(
        _ matcher: SchemaMatcher, _ resources: any ResourceLoader, _ environment: @escaping (String) -> String?,
        stopsAtFirstError: Bool
    ) {
        self.resources = resources
        self.environment = environment
        self.stopsAtFirstError = stopsAtFirstError
        sections = SectionStack(matcher)
    }

    /// Reads everything. Errors are thrown or gathered; without a first file there is nothing to go on with.
    func load(_ location: String, _ overrides: [String]) throws(ConfigurationError) -> Section {
        var options: [Override] = []
        for specification in overrides {
            do {
                options.append(try Override(specification))
            } catch {
                try report(error)
            }
        }
        guard let text = try text(of: location) else { throw ConfigurationError(.resource, "nothing to read") }
        sections.openRoot(SourcePosition(file: location, order: order), options)
        try read(text, location)
        order += 1
        let (section, found) = sections.closeRoot(order)
        for error in found { try report(error) }
        return section
    }

    /// Throws the error, or notes it and goes on.
    private func report(_ error: ConfigurationError) throws(ConfigurationError) {
        if stopsAtFirstError { throw error }
        errors.record(error)
    }

    // MARK: Files

    private func text(of location: String) throws(ConfigurationError) -> String? {
        let position = SourcePosition(file: location, order: order)
        do {
            let bytes = try resources.load(location)
            if let text = String(validating: bytes, as: UTF8.self) { return text }
        } catch {
            try report(ConfigurationError(.resource, "\(error)", at: position))
            return nil
        }
        try report(ConfigurationError(.encoding, "the file is not UTF-8", at: position))
        return nil
    }

    private func read(_ text: String, _ location: String) throws(ConfigurationError) {
        chain.append(location)
        sections.enterFile()
        var number = 0
        var rest = text.utf8[...]
        repeat {
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            let line = Substring(rest[..<(end ?? rest.endIndex)])
            rest = end.map { rest[rest.index(after: $0)...] } ?? rest[rest.endIndex...]
            number += 1
            order += 1
            try read(line, SourcePosition(file: location, line: number, order: order), rest: Substring(rest))
        } while !rest.isEmpty
        if let unclosed = sections.leaveFile() {
            let message = "unclosed sections not allowed: <\(unclosed)> has no end"
            try report(
                ConfigurationError(.syntax, message, at: SourcePosition(file: location, line: number, order: order)))
            for error in sections.closeFile(order) { try report(error) }
        }
        sections.forgetFile()
        chain.removeLast()
    }

    // MARK: Lines

    private func read(
        _ line: Substring, _ position: SourcePosition, rest: Substring
    ) throws(ConfigurationError) {
        func fail(_ kind: ConfigurationError.Kind, _ message: String) throws(ConfigurationError) {
            try report(ConfigurationError(kind, message, at: position, sourceLine: String(line)))
        }
        let parsed: Line
        do {
            parsed = try Line.parse(line)
        } catch {
            if !sections.isSkipping { try fail(.syntax, error.message) }
            sections.skipMalformedStart(line, rest)
            return
        }
        switch parsed {
        case .blank:
            break
        case .key(let name, let text):
            guard !sections.isSkipping else { return }
            do {
                let value = try Substitution.replace(in: text, defines: defines, environment: environment)
                try sections.add(name, value, position, String(line))
            } catch let error as LineError {
                sections.spoil(name, ConfigurationError(.substitution, error.message, at: position))
                try fail(.substitution, error.message)
            } catch let error as ConfigurationError {
                try report(error)
            } catch {}
        case .sectionStart(let type, let name, let isEmpty):
            do {
                try sections.open(type, name, position)
            } catch {
                try fail(.syntax, error.message)
            }
            if isEmpty {
                for error in sections.close(order, end: nil) { try report(error) }
            }
        case .sectionEnd(let type):
            try close(type, position, fail)
        case .directive(let name, let argument):
            try direct(name, argument, position, fail)
        }
    }

    private func close(
        _ type: String, _ position: SourcePosition,
        _ fail: (ConfigurationError.Kind, String) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
        switch sections.match(end: type) {
        case .innermost:
            break
        case .outer(let open):
            try fail(.syntax, "unbalanced section end: </\(type)> where <\(open)> is open")
        case .none(let open?):
            if !sections.isSkipping { try fail(.syntax, "unbalanced section end: </\(type)> where <\(open)> is open") }
            return
        case .none(nil):
            try fail(.syntax, "unexpected section end: no <\(type)> is open")
            return
        }
        for error in sections.close(through: type, order, end: position) { try report(error) }
    }

    // MARK: Directives

    private func direct(
        _ name: String, _ argument: String, _ position: SourcePosition,
        _ fail: (ConfigurationError.Kind, String) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
        do {
            switch name {
            case "define":
                try define(argument)
            case "include":
                guard !sections.isSkipping else { return }
                try include(Substitution.replace(in: argument, defines: defines, environment: environment), position)
            default:
                try fail(.resource, "%import: there is no package '\(argument)'")
            }
        } catch let error as DirectiveError {
            try fail(error.kind, error.message)
        } catch let error as LineError {
            try fail(.substitution, error.message)
        } catch let error as ConfigurationError {
            throw error
        } catch {}
    }

    private func define(_ argument: String) throws {
        let end = argument.unicodeScalars.firstIndex(where: Space.contains) ?? argument.endIndex
        let name = argument[..<end].lowercased()
        let text = String(argument[end...].strippingSpace)
        if let previous = defines[name], previous != text {
            throw DirectiveError(kind: .syntax, message: "cannot redefine '\(name)', which is '\(previous)'")
        }
        guard Substitution.isName(name) else {
            throw DirectiveError(kind: .syntax, message: "'\(name)' is not a substitution legal name")
        }
        if defines[name] == nil {
            defines[name] = try Substitution.replace(in: text, defines: defines, environment: environment)
        }
    }

    private func include(_ target: String, _ position: SourcePosition) throws {
        let location: String
        do {
            location = try Location.resolve(target, from: position.file)
        } catch {
            throw DirectiveError(kind: .resource, message: error.message)
        }
        if chain.contains(location) {
            let path = (chain + [location]).joined(separator: " includes ")
            throw DirectiveError(kind: .resource, message: "a file includes itself: \(path)")
        }
        guard chain.count < ConfigurationLoader.deepestInclude else {
            throw DirectiveError(
                kind: .resource, message: "files are included more than \(ConfigurationLoader.deepestInclude) deep")
        }
        if let text = try text(of: location) { try read(text, location) }
    }
}

/// What is wrong with a directive.
private struct DirectiveError: Error {
    let kind: ConfigurationError.Kind
    let message: String
}

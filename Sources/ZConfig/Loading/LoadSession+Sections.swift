extension LoadSession {
    // MARK: Opening

    /// Opens a section, and ends it where it is empty. If it is refused, it is skipped up to its end.
    func open(_ type: String, _ name: String?, isEmpty: Bool, _ place: Place) throws(ConfigurationError) {
        if let reason = frames.reasonForSkipping {
            if !isEmpty { frames.push(.skipped(type: type, reason: reason)) }
            return
        }
        guard let parent = frames.current else { return }
        let matched: (type: MatchedType, slot: Int)
        do {
            matched = try matcher.match(type, name, in: parent.type, after: lastType, guesses)
            lastType = matched.type
        } catch {
            if canStandOutside(type, name, place) {
                let hint = "; is </\(parent.type.declaration.name)> missing above it?"
                try report(ConfigurationError(.syntax, error.message + hint, at: place))
                try close(at: place)
                try open(type, name, isEmpty: isEmpty, place)
                return
            }
            _ = parent.takeOverrides(type, name)
            let error = ConfigurationError(.syntax, error.message, at: place)
            // `<TYPE/ >` was meant to be empty, too.
            if !isEmpty, type.utf8.last != UInt8(ascii: "/") { frames.push(.skipped(type: type, reason: error)) }
            parent.noteRefusal(of: [type, name ?? type])
            try report(error)
            return
        }
        if let override = parent.overrides.firstWithoutName {
            let message = "\(override.place.position): \(override.head.quoted) cannot be the name of a section"
            try report(ConfigurationError(.syntax, message, at: place))
        }
        let section = frames.open(matched.type, name, place, slot: matched.slot, isEmptyElement: isEmpty)
        try add(parent.takeOverrides(type, name), to: section)
        if isEmpty { try close(at: place) }
    }

    /// Whether the innermost section lacks an end tag and the one around it can take a section.
    private func canStandOutside(_ type: String, _ name: String?, _ place: Place) -> Bool {
        guard let innermost = frames.innermostType, let enclosing = frames.enclosing,
            endTags(of: place.source).unmatched(innermost, after: place.start - 1) < frames.count(of: innermost)
        else { return false }
        return (try? matcher.match(type, name, in: enclosing.type)) != nil
    }

    /// Gives a section the overrides that are for it.
    func add(_ overrides: [Override], to section: OpenSection) throws(ConfigurationError) {
        for override in overrides {
            try reporting { () throws(ConfigurationError) in try section.addOverride(override) }
        }
    }

    // MARK: Ending

    /// Follows an end tag. One of another name ends the innermost section of that name, or else is skipped.
    func end(_ type: String, _ place: Place) throws(ConfigurationError) {
        guard let innermost = frames.innermostType else {
            try report(ConfigurationError(.syntax, "unexpected section end: no section is open", at: place))
            return
        }
        if innermost == type {
            try close(at: place)
            return
        }
        let isOpen = frames.count(of: type) > 0
        if isOpen || frames.current != nil {
            let message = """
                unbalanced section end: </\(type.shortened)> where <\(innermost.shortened)>\(frames.innermostStart) \
                is open
                """
            try report(ConfigurationError(.syntax, message, at: place))
        }
        if isOpen {
            try closeThrough(type, place)
        } else {
            try closeMeant(type, place)
        }
    }

    private func closeThrough(_ type: String, _ place: Place) throws(ConfigurationError) {
        while let innermost = frames.innermostType {
            try close(at: place)
            if innermost == type { break }
        }
    }

    /// Ends the section that a wrong end tag was meant for: one that lacks an end tag and that is called so, or nearly.
    private func closeMeant(_ text: String, _ place: Place) throws(ConfigurationError) {
        guard let innermost = frames.innermostType else { return }
        let name = text.splitAtSpace.first ?? ""
        let isNear = NearestName.nearest(to: name, among: [innermost]) != nil
        let meant = frames.count(of: name) > 0 ? name : innermost
        guard meant == name || isNear else { return }
        let ends = endTags(of: place.source).unmatched(meant, after: place.start)
        if ends < frames.count(of: meant) { try closeThrough(meant, place) }
    }

    /// Ends the innermost section.
    func close(at place: Place) throws(ConfigurationError) {
        guard case .open(let section) = frames.pop() else { return }
        let node = try finish(section, at: place)
        let message = frames.current?.append(section, node: node)
        let kind = kindAtEnd(of: section)
        frames.recycle(section)
        guard let message else { return }
        try report(ConfigurationError(kind, message, at: place))
    }

    /// Completes a section that has ended: puts the overrides in their places, checks that what must be there is there,
    /// converts the values.
    /// - Returns: the number of its node.
    func finish(_ section: OpenSection, at place: Place) throws(ConfigurationError) -> Int {
        try applyOverrides(of: section, at: place)
        if let message = section.missingChild {
            try report(ConfigurationError(kindAtEnd(of: section), message, at: place))
        }
        try section.convertValues { error throws(ConfigurationError) in
            try report(error)
        } checkingSections: { node throws(ConfigurationError) in
            try check(node, at: place)
        }
        let number = tree.append(section)
        if section.type.hasHandlers {
            for (child, declaration) in section.type.children.enumerated() {
                if let name = declaration.handler { handlers.append((name, number, child)) }
            }
        }
        return number
    }

    /// The kind of an error that is found at the end of a section, as the reference implementation has it.
    private func kindAtEnd(of section: OpenSection) -> ConfigurationError.Kind {
        section.type.name == nil || section.isEmptyElement ? .configuration : .syntax
    }

    /// Lets the datatype of a section look at it.
    func check(_ number: Int, at place: Place) throws(ConfigurationError) {
        let node = tree.nodes[number]
        guard let check = node.type.declaration.datatype.check, node.defects?.failures.isEmpty ?? true else { return }
        do throws(ConversionError) {
            try check(Section(tree.alone(number), 0))
        } catch {
            let message = "<\(node.type.declaration.name)> at \(node.place.position): \(error.message)"
            try report(ConfigurationError(.conversion, message, at: place))
        }
    }

    private func applyOverrides(of section: OpenSection, at place: Place) throws(ConfigurationError) {
        guard !section.overrides.isEmpty else { return }
        func positioned(_ override: Override) -> Place { Place(source: override.place.source, order: place.order) }
        for (key, override) in section.overrides.keys {
            try reporting { () throws(ConfigurationError) in
                do throws(ConfigurationError) {
                    try section.add(key, writtenAs: override.head, override.value, positioned(override))
                } catch {
                    throw atEnd(of: section, place, error)
                }
            }
        }
        let known = section.children.map { tree.nodes[$0.node].name ?? tree.nodes[$0.node].type.declaration.name }
        for override in section.overrides.pending where !section.mayHaveRefused(override.head) {
            let hint = NearestName.hint(for: override.head, among: known)
            let message = "not all command line options were consumed: there is no section \(override.head.quoted)"
            let error = ConfigurationError(
                .configuration, message + section.type.title(section.name) + hint, at: positioned(override))
            try report(atEnd(of: section, place, error))
        }
    }

    /// An error of an override as the reference implementation reports it where reading stops at the first error: at the
    /// end of the section.
    private func atEnd(of section: OpenSection, _ place: Place, _ error: ConfigurationError) -> ConfigurationError {
        guard stopsAtFirstError, section.type.name != nil else { return error }
        let origin = error.position.map { "\($0): " } ?? ""
        return ConfigurationError(kindAtEnd(of: section), origin + error.message, at: place, key: error.key)
    }

    // MARK: Malformed lines

    /// Skips a malformed line. One that was meant for a tag is taken for it where another tag would be left over.
    func recover(from malformation: Line.Malformation, _ place: Place) throws(ConfigurationError) {
        let error = ConfigurationError(.syntax, malformation.message(in: place.source), at: place)
        let reason = frames.reasonForSkipping ?? error
        let text = (place.sourceLine ?? "").strippingSpace
        if frames.current != nil { try report(error) }
        switch malformation {
        case .sectionStart, .sectionHeader:
            frames.current?.noteMalformedSection()
            guard !text.hasSuffix("/>") else { return }
            let type = firstWord(of: text)
            let ends = endTags(of: place.source).unmatched(type, after: place.start)
            if !type.isEmpty, ends > frames.count(of: type) { frames.push(.skipped(type: type, reason: reason)) }
        case .sectionEnd:
            try closeMeant(firstWord(of: text), place)
        case .directive, .unknownDirective, .missingArgument:
            noteMeaning(ofDirective: text, reason)
        case .data:
            break
        }
    }

    /// The name at the start of a malformed tag, in lower case.
    private func firstWord(of tag: String) -> String {
        func isMark(_ scalar: Unicode.Scalar) -> Bool {
            "</>()".unicodeScalars.contains(scalar) || Space.contains(scalar)
        }
        let word = tag.unicodeScalars.drop(while: isMark).prefix { !isMark($0) }
        return String(String.UnicodeScalarView(word)).inLowerCase
    }
}

extension LoadSession {
    // MARK: Opening

    /// Opens a section. If it is refused, it is skipped up to its end.
    func open(_ type: String, _ name: String?, _ place: Place) throws(ConfigurationError) {
        guard let parent = frames.current else {
            frames.push(.skipped(type: type))
            return
        }
        let overrides = parent.takeOverrides(type, name)
        let matched: (type: MatchedType, slot: Int)
        do {
            matched = try matcher.match(type, name, in: parent.type)
        } catch {
            frames.push(.skipped(type: type))
            parent.noteRefusal()
            try report(ConfigurationError(.syntax, error.message, at: place))
            return
        }
        let section = OpenSection(matched.type, name, place, slot: matched.slot)
        frames.push(.open(section))
        try add(overrides, to: section)
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
            let message = "unbalanced section end: </\(type)> where <\(innermost)> is open"
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
        guard let message = frames.current?.append(section, node: node) else { return }
        try report(ConfigurationError(.syntax, message, at: place))
    }

    /// Completes a section that has ended: puts the overrides in their places, checks that what must be there is there,
    /// converts the values.
    /// - Returns: the number of its node.
    func finish(_ section: OpenSection, at place: Place) throws(ConfigurationError) -> Int {
        try applyOverrides(of: section, at: place)
        if let message = section.missingSection {
            try report(ConfigurationError(section.type.name == nil ? .configuration : .syntax, message, at: place))
        }
        try section.convertValues { error throws(ConfigurationError) in try report(error) }
        nodes.append(
            SectionTree.Node(
                type: section.type, name: section.name, place: section.place, values: section.values,
                children: section.children, defects: section.defects))
        return nodes.count - 1
    }

    private func applyOverrides(of section: OpenSection, at place: Place) throws(ConfigurationError) {
        guard !section.overrides.isEmpty else { return }
        func positioned(_ override: Override) -> Place { Place(source: override.place.source, order: place.order) }
        for (key, override) in section.overrides.keys {
            try reporting { () throws(ConfigurationError) in
                try section.add(key, writtenAs: override.head, override.value, positioned(override))
            }
        }
        let known = section.children.map { nodes[$0.node].name ?? nodes[$0.node].type.declaration.name }
        for override in section.overrides.pending {
            let hint = NearestName.hint(for: override.head, among: known)
            let message = "not all command line options were consumed: there is no section \(override.head.quoted)"
            try report(
                ConfigurationError(
                    .configuration, message + section.type.title(section.name) + hint, at: positioned(override)))
        }
    }

    // MARK: Malformed lines

    /// Skips a malformed line. One that was meant for a tag is taken for it where another tag would be left over.
    func recover(from malformation: Line.Malformation, _ place: Place) throws(ConfigurationError) {
        if let section = frames.current {
            if malformation == .sectionStart || malformation == .sectionHeader { section.noteRefusal() }
            let message = malformation.message(in: place.source)
            try report(ConfigurationError(.syntax, message, at: place))
        }
        let text = (place.sourceLine ?? "").strippingSpace
        switch malformation {
        case .sectionStart, .sectionHeader:
            guard !text.hasSuffix("/>") else { return }
            let type = firstWord(of: text.dropFirst())
            let ends = endTags(of: place.source).unmatched(type, after: place.start)
            if !type.isEmpty, ends > frames.count(of: type) { frames.push(.skipped(type: type)) }
        case .sectionEnd:
            try closeMeant(firstWord(of: text.dropFirst(2)), place)
        case .data, .directive, .unknownDirective, .missingArgument:
            break
        }
    }

    /// The name at the start of a malformed tag, in lower case.
    private func firstWord(of text: Substring) -> String {
        let end = text.unicodeScalars.firstIndex { "<>()".unicodeScalars.contains($0) || Space.contains($0) }
        return String(text[..<(end ?? text.endIndex)]).inLowerCase
    }
}

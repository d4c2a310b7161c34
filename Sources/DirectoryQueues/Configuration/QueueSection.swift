import Daemons
import Scheduling
import ZConfig

/// The section in a queue manager that says how each queue is served: `<Queue>` with `Type NAME`, or one that is named
/// for the type.
struct QueueSection: Sendable {
    private let types: [DaemonType]
    private let type = Key("Type", .string, required: true, description: "The kind of daemon that serves a queue.")

    /// For queues that these kinds of daemons can serve.
    init(serving types: [DaemonType]) {
        self.types = types
    }

    /// The key that says which directory a daemon serves when it stands alone.
    private static let directoryKey = "QueueDirectory"

    // MARK: Declaration

    /// The section type `<Queue>`: the keys of all kinds, without defaults, which are those of the kind that is meant.
    var genericType: SectionType {
        let names = types.map(\.section.name).joined(separator: ", ")
        return SectionType(
            "Queue", keys: [type] + KeyOfSomeTypes.all(of: types),
            description: """
                How each queue of a manager is served: Type says by which kind of daemon (\(names)), the other keys are \
                those of that kind. A section named for the kind says the same.
                """,
            example: """
                <Queue>
                  Type Command
                  RunEvery 10s
                  Command /usr/local/bin/import
                </Queue>
                """)
    }

    /// The slots of the section in that of a manager. How many there are is checked when they are read.
    var slots: [SectionSlot] {
        let generic = SectionSlot(
            type: "Queue", multiple: true, attribute: "queues", description: "How each queue is served.")
        return [generic]
            + types.map { type in
                SectionSlot(
                    type: type.section.name, multiple: true, attribute: "\(type.section.name.lowercased())_queues",
                    description: "How each queue is served, by <\(type.section.name)>.")
            }
    }

    // MARK: Reading

    /// Reads the one section that a manager's section has; what is wrong goes to the collector.
    func read(in manager: Section, _ errors: inout ErrorCollector) -> QueueTemplate? {
        let sections = manager.children
        guard let section = sections.first, sections.count == 1 else {
            let problem = sections.isEmpty ? "there is no section" : "there are \(sections.count) sections"
            errors.record(
                manager.error(
                    .configuration, at: nil,
                    "\(problem) that says how a queue is served; there must be one: <Queue>, or one named for its type")
            )
            // What is in them is read all the same.
            for section in sections { _ = read(section, &errors) }
            return nil
        }
        return read(section, &errors)
    }

    private func read(_ section: Section, _ errors: inout ErrorCollector) -> QueueTemplate? {
        guard let kind = kind(of: section, &errors) else { return nil }
        let known = errors.count
        if section.position(of: QueueSection.directoryKey) != nil {
            errors.record(
                section.error(
                    .configuration, at: QueueSection.directoryKey,
                    "\(QueueSection.directoryKey) cannot be set here: the manager says which directory is served"))
        }
        refuseOthersKeys(section, kind, &errors)
        guard let (schedule, recipe, requirements) = kind.readQueue(section, &errors), errors.count == known else {
            return nil
        }
        let template = DaemonTemplate(
            name: section.name ?? section.type.lowercased(), title: title(section), schedule: schedule,
            written: WrittenSection(section, keys: kind.section.keys.map(\.name)), requirements: requirements)
        return QueueTemplate(template: template, type: kind.section.name, recipe: recipe)
    }

    private func title(_ section: Section) -> String {
        section.name.map { "\(section.type) \($0)" } ?? section.type
    }

    /// The kind of daemon that a section means.
    private func kind(of section: Section, _ errors: inout ErrorCollector) -> DaemonType? {
        guard section.type.lowercased() == "queue" else { return find(section.type) }
        if let name = errors.read(type, section) {
            if let kind = find(name) { return kind }
            let hint = NearestName.hint(for: name, among: types.map(\.section.name))
            errors.record(
                section.error(.configuration, at: type.name, "'\(name)' is no type of queue in <Queue>\(hint)"))
        }
        // What is wrong for any kind is told all the same.
        _ = types.first?.schedule.read(section, &errors)
        return nil
    }

    private func find(_ name: String) -> DaemonType? {
        types.first { $0.section.name.lowercased() == name.lowercased() }
    }

    /// `<Queue>` has the keys of all kinds; those of others are as unknown as in a section of the kind itself.
    private func refuseOthersKeys(_ section: Section, _ kind: DaemonType, _ errors: inout ErrorCollector) {
        guard section.type.lowercased() == "queue" else { return }
        let own = kind.section.keys.map(\.name)
        let names = Set(own.map { $0.lowercased() })
        for key in types.flatMap(\.section.keys).map(\.name)
        where !names.contains(key.lowercased()) && section.position(of: key) != nil {
            let hint = NearestName.hint(for: key, among: own)
            errors.record(
                section.error(
                    .configuration, at: key,
                    "'\(key)' is not a known key name in <Queue> of type \(kind.section.name)\(hint)"))
        }
    }
}

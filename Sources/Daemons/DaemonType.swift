public import Scheduling
public import SystemPackage
public import ZConfig

/// A kind of daemon: the section type that configures it, and how a section makes one.
///
/// The keys of the schedule belong to every daemon and are added here; a kind declares only its own.
///
/// ```swift
/// let greeting = Key("Greeting", .string, default: "Hello", description: "What to say.")
///
/// let greeter = DaemonType("Greeter", description: "Says hello.", keys: [greeting]) { section, errors in
///     errors.attempt { () throws(ConfigurationError) in try section.value(of: greeting) }
/// } make: { Greeter(greeting: $0) }
/// ```
///
/// Settings are compared when an app is given another configuration: a daemon whose settings are equal is left alone.
public struct DaemonType: Sendable {
    /// The section type, with the keys of the schedule.
    public let section: SectionType
    /// The keys of the schedule as this kind of daemon has them.
    public let schedule: ScheduleKeys

    /// The types of the sections that a section of this type holds and that no other declares.
    public let innerTypes: [SectionType]

    private let floor: Floor
    private let prepare: @Sendable (Section, inout ErrorCollector) -> Prepared?
    private let prepareQueue: (@Sendable (Section, inout ErrorCollector) -> (QueueRecipe, [Requirement])?)?

    private struct Prepared {
        var recipe: DaemonRecipe
        var templates: [DaemonTemplate]
        var requirements: [Requirement]
    }

    /// Makes the recipe for a daemon that serves a queue: a directory, the files in which are its work.
    public typealias QueueRecipe = @Sendable (FilePath) -> DaemonRecipe

    /// The abstract section type that all kinds of daemons implement.
    public static let abstractName = "daemon"

    /// Declares a kind of daemon.
    /// - Parameters:
    ///   - name: the name of the section type.
    ///   - floor: the default of the key `Floor`.
    ///   - description: what the daemon does, for the reference.
    ///   - example: a section as one would write it.
    ///   - keys: the kind's own keys.
    ///   - sections: the slots for sections within the section.
    ///   - innerTypes: the types of those sections, where no other kind declares them.
    ///   - settings: reads a section; what is wrong goes to the collector, and then there are no settings. It must not
    ///     touch anything that the section names.
    ///   - templates: what the settings say of the daemons that a seed wants.
    ///   - requirements: what a daemon with the settings needs outside the app; `daemonapp check` warns of what is missing.
    ///   - queue: makes a daemon with the settings that serves a directory, for a kind that can be wanted for each
    ///     directory of many.
    ///   - make: makes a daemon with the settings.
    public init<Settings: Sendable & Equatable>(
        _ name: String,
        floor: Floor = .shared,
        description: String,
        example: String? = nil,
        keys: [any KeyDeclaration] = [],
        sections: [SectionSlot] = [],
        innerTypes: [SectionType] = [],
        settings: @escaping @Sendable (Section, inout ErrorCollector) -> Settings?,
        templates: @escaping @Sendable (Settings) -> [DaemonTemplate] = { _ in [] },
        requirements: @escaping @Sendable (Settings) -> [Requirement] = { _ in [] },
        queue: (@Sendable (Settings, FilePath) throws -> any Daemon)? = nil,
        make: @escaping @Sendable (Settings) throws -> any Daemon
    ) {
        self.floor = floor
        schedule = ScheduleKeys(floor: floor)
        section = SectionType(
            name,
            implements: DaemonType.abstractName,
            keys: schedule.declarations + keys,
            sections: sections,
            description: description,
            example: example
        )
        self.innerTypes = innerTypes
        prepare = { section, errors in
            settings(section, &errors).map {
                Prepared(
                    recipe: DaemonRecipe($0, make: make), templates: templates($0), requirements: requirements($0))
            }
        }
        guard let queue else {
            prepareQueue = nil
            return
        }
        prepareQueue = { section, errors in
            guard let settings = settings(section, &errors) else { return nil }
            let recipe: QueueRecipe = { directory in
                DaemonRecipe(QueueSettings(settings: settings, directory: directory)) {
                    try queue($0.settings, $0.directory)
                }
            }
            return (recipe, requirements(settings))
        }
    }

    /// Declares a kind of daemon that has no keys of its own.
    public init(
        _ name: String, floor: Floor = .shared, description: String, example: String? = nil,
        make: @escaping @Sendable () throws -> any Daemon
    ) {
        self.init(name, floor: floor, description: description, example: example) { _, _ in
            NoSettings()
        } make: { _ in
            try make()
        }
    }

    /// Reads a section of this type; what is wrong with it goes to the collector, and then nothing is wanted.
    /// - Parameter name: what the daemon is called.
    public func read(_ section: Section, named name: String, _ errors: inout ErrorCollector) -> WantedDaemon? {
        let schedule = schedule.read(section, &errors)
        let prepared = prepare(section, &errors)
        guard let schedule, let prepared else { return nil }
        return WantedDaemon(
            name: name, type: self.section.name, schedule: schedule, recipe: prepared.recipe,
            templates: prepared.templates, written: WrittenSection(section, keys: self.section.keys.map(\.name)),
            requirements: prepared.requirements, mayTakeLong: floor == .own)
    }

    /// Whether daemons of this kind can be wanted for each directory of many.
    public var servesQueues: Bool { prepareQueue != nil }

    /// Reads a section that says how queues are served by daemons of this kind; what is wrong goes to the collector.
    /// - Parameter section: a section of this type, or one with all of its keys.
    public func readQueue(
        _ section: Section, _ errors: inout ErrorCollector
    ) -> (schedule: DaemonSchedule, recipe: QueueRecipe, requirements: [Requirement])? {
        let schedule = schedule.read(section, &errors)
        let prepared = prepareQueue?(section, &errors)
        guard let schedule, let (recipe, requirements) = prepared else { return nil }
        return (schedule, recipe, requirements)
    }
}

private struct QueueSettings<Settings: Sendable & Equatable>: Sendable, Equatable {
    var settings: Settings
    var directory: FilePath
}

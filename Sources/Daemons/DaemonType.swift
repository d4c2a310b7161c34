public import Scheduling
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
public struct DaemonType: Sendable {
    /// The section type, with the keys of the schedule.
    public let section: SectionType
    /// The keys of the schedule as this kind of daemon has them.
    public let schedule: ScheduleKeys

    private let prepare: @Sendable (Section, inout ErrorCollector) -> Recipe?

    /// Makes a daemon of settings that have been read.
    public typealias Recipe = @Sendable () throws -> any Daemon

    /// The abstract section type that all kinds of daemons implement.
    public static let abstractName = "daemon"

    /// Declares a kind of daemon.
    /// - Parameters:
    ///   - name: the name of the section type.
    ///   - floor: the default of the key `Floor`.
    ///   - description: what the daemon does, for the reference.
    ///   - example: a section as one would write it.
    ///   - keys: the kind's own keys.
    ///   - settings: reads a section; what is wrong goes to the collector, and then there are no settings. It must not
    ///     touch anything that the section names.
    ///   - make: makes a daemon with the settings.
    public init<Settings: Sendable>(
        _ name: String,
        floor: Floor = .shared,
        description: String,
        example: String? = nil,
        keys: [any KeyDeclaration] = [],
        settings: @escaping @Sendable (Section, inout ErrorCollector) -> Settings?,
        make: @escaping @Sendable (Settings) throws -> any Daemon
    ) {
        schedule = ScheduleKeys(floor: floor)
        section = SectionType(
            name,
            implements: DaemonType.abstractName,
            keys: schedule.declarations + keys,
            description: description,
            example: example
        )
        prepare = { section, errors in
            guard let settings = settings(section, &errors) else { return nil }
            return { try make(settings) }
        }
    }

    /// Reads a section of this type; what is wrong with it goes to the collector.
    public func read(_ section: Section, _ errors: inout ErrorCollector) -> (schedule: DaemonSchedule, make: Recipe)? {
        let schedule = schedule.read(section, &errors)
        let recipe = prepare(section, &errors)
        guard let schedule, let recipe else { return nil }
        return (schedule, recipe)
    }
}

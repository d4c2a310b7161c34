/// A daemon that is wanted: its name, its schedule, and how it is made.
///
/// What a configuration file wants, and what a ``DaemonSeed`` wants, are lists of these.
public struct WantedDaemon: Sendable {
    /// The daemon's name below whoever wants it: in lower case where it comes from a file.
    public var name: String
    /// The kind of daemon, as the section type is called.
    public var type: String
    /// How it is scheduled.
    public var schedule: DaemonSchedule
    /// How it is made.
    public var recipe: DaemonRecipe
    /// Tells things of the same name apart: a daemon whose identity is another one is a new daemon, which takes nothing
    /// over from the one before.
    public var identity: UInt64
    /// The part of the identity that is the same when the system has been started anew: by it a daemon is known again in
    /// what was kept.
    public var lastingIdentity: UInt64
    /// What the daemon itself wants, as far as a file says so: the sections within its section that have a schedule.
    public var templates: [DaemonTemplate]
    /// The section that wants it, as it is written; some of it may be secret.
    public var written: WrittenSection
    /// What the daemon needs outside the app.
    public var requirements: [Requirement]
    /// Whether its kind has a floor of its own unless the section says otherwise: its runs may take long.
    public var mayTakeLong: Bool

    /// A daemon that is wanted.
    /// - Parameter lastingIdentity: nil: all of the identity is so.
    public init(
        name: String, type: String, schedule: DaemonSchedule, recipe: DaemonRecipe, identity: UInt64 = 0,
        lastingIdentity: UInt64? = nil, templates: [DaemonTemplate] = [], written: WrittenSection = WrittenSection(),
        requirements: [Requirement] = [], mayTakeLong: Bool = false
    ) {
        self.name = name
        self.type = type
        self.schedule = schedule
        self.recipe = recipe
        self.identity = identity
        self.lastingIdentity = lastingIdentity ?? identity
        self.templates = templates
        self.written = written
        self.requirements = requirements
        self.mayTakeLong = mayTakeLong
    }

    /// A daemon without settings that is wanted.
    public init(
        name: String, type: String, schedule: DaemonSchedule, make: @escaping @Sendable () throws -> any Daemon
    ) {
        self.init(
            name: name, type: type, schedule: schedule, recipe: DaemonRecipe(NoSettings()) { _ in try make() })
    }

    /// Whether nothing about the daemon would have to be changed to make it the other one.
    public func isSame(as other: WantedDaemon) -> Bool {
        schedule == other.schedule && isMadeLike(other)
    }

    /// Whether the daemon itself need not be made anew to become the other one; its schedule may have to be changed.
    public func isMadeLike(_ other: WantedDaemon) -> Bool {
        type == other.type && identity == other.identity && recipe == other.recipe
    }
}

/// A section within that of a daemon seed which says how the seed's daemons are scheduled.
public struct DaemonTemplate: Sendable {
    /// The section's name in lower case or, without one, its type.
    public var name: String
    /// What the section is called in its opening tag.
    public var title: String
    /// How the daemons are scheduled.
    public var schedule: DaemonSchedule
    /// The section as it is written.
    public var written: WrittenSection
    /// What each of the daemons needs outside the app.
    public var requirements: [Requirement]

    /// A template.
    /// - Parameter title: nil: the name.
    public init(
        name: String, title: String? = nil, schedule: DaemonSchedule, written: WrittenSection = WrittenSection(),
        requirements: [Requirement] = []
    ) {
        self.name = name
        self.title = title ?? name
        self.schedule = schedule
        self.written = written
        self.requirements = requirements
    }
}

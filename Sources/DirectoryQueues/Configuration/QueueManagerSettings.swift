import Daemons
import SystemPackage

/// What a section says about a queue manager.
struct QueueManagerSettings: Sendable, Equatable {
    /// The directory whose subdirectories are queues.
    var base: FilePath
    /// Which subdirectories are queues, by their names.
    var patterns: NamePatterns
    /// The most queues that are served; nil is no limit.
    var maximumQueues: Int?
    /// Whether the system tells of new queues and files.
    var isWatching: Bool
    /// How each queue is served.
    var queue: QueueTemplate
}

/// How queues are served.
struct QueueTemplate: Sendable, Equatable {
    /// What the section is called: its name in lower case or, without one, its type.
    var name: String
    /// The kind of daemon.
    var type: String
    /// How its daemons are scheduled.
    var schedule: DaemonSchedule
    /// How a daemon for a directory is made.
    var recipe: DaemonType.QueueRecipe

    static func == (left: QueueTemplate, right: QueueTemplate) -> Bool {
        // Recipes for the same directory are the same if their settings are.
        (left.name, left.type) == (right.name, right.type) && left.schedule == right.schedule
            && left.recipe("/") == right.recipe("/")
    }
}

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
    /// What the section says of its daemons: what they are called, and how they are scheduled.
    var template: DaemonTemplate
    /// The kind of daemon.
    var type: String
    /// How a daemon for a directory is made.
    var recipe: DaemonType.QueueRecipe

    static func == (left: QueueTemplate, right: QueueTemplate) -> Bool {
        // Recipes for the same directory are the same if their settings are.
        (left.template.name, left.type) == (right.template.name, right.type)
            && left.template.schedule == right.template.schedule && left.recipe("/") == right.recipe("/")
    }
}

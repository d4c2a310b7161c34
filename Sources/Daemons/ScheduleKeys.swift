import Logging
import Scheduling
package import ZConfig

/// The keys that every daemon has, and what they mean together.
public struct ScheduleKeys: Sendable {
    let runEvery = Key(
        "RunEvery", .timedelta, required: true, range: .positive,
        description: "The base polling interval: how long to wait between runs while there is nothing special.",
        example: "30s")
    let increaseIdleBy = Key(
        "IncreaseIdleBy", .timedelta, default: "0s", range: .notNegative,
        description: "Added to the interval after each run that found nothing to do.", example: "10s")
    let multiplyIdleBy = Key(
        "MultiplyIdleBy", .float, default: "1", range: .init("a finite number, 1 or more") { $0 >= 1 && $0.isFinite },
        description: "The interval is multiplied by it after each run that found nothing to do.", example: "1.5")
    let maximumIdle = Key(
        "MaximumIdle", .timedelta, range: .notNegative,
        description: """
            The interval never grows past it. RunEvery or more. Unless given: RunEvery times MultiplyIdleBy to the third power, plus \
            three times IncreaseIdleBy.
            """,
        example: "2m")
    let minimumIdle = Key(
        "MinimumIdle", .timedelta, range: .notNegative,
        description: "The wait after a run that found work, at most RunEvery. Unless given: RunEvery.", example: "1s")
    let priority = Key(
        "Priority", .integer, default: "0", range: .init("a number of at most 18 digits") { Int64(exactly: $0) != nil },
        description: "Of the daemons that are ready, the one with the highest priority goes first.", example: "10")
    let startAfter = Key(
        "StartAfter", .timedelta, default: "0s", range: .notNegative,
        description: "The first run is due so long after the start.", example: "1m")
    let jitter = Key(
        "Jitter", .float, default: "0", range: .init("a number from 0 to 1") { $0 >= 0 && $0 <= 1 },
        description: "The wait after a run is lengthened by a random share of itself, at most this.", example: "0.1")
    let recordCount = Key(
        "RecordCount", .integer, range: .atLeastOne,
        description: "At most so many units of work are done in one run. Unless given: no limit.", example: "10")
    let runTimeout = Key(
        "RunTimeout", .timedelta, range: .positive,
        description: "A run that takes longer is cancelled and counts as failed. Unless given: no limit.",
        example: "5m")
    let maximumWait = Key(
        "MaximumWait", .timedelta, range: .notNegative,
        description:
            "When the daemon has been ready for so long, it goes before all that have not. Unless given: never.",
        example: "1m")
    let whenQuietFor = Key(
        "WhenQuietFor", .timedelta, range: .notNegative,
        description: """
            An idle task: a run starts only when no web request is in progress and the last one ended at least so long ago. \
            Unless given: it is no idle task.
            """,
        example: "2s")
    let floor: Key<Floor>
    let failureLimit = Key(
        "FailureLimit", .integer, range: .atLeastOne,
        description: """
            After so many failures in a row the daemon is paused until somebody resumes it. Unless given: never.
            """, example: "5")
    let onFailure = Key(
        "OnFailure", .string, range: .programCall,
        description: """
            A program and its arguments, split at runs of space; nothing is quoted. It is run when a run of the daemon \
            fails and the one before did not, and again when a run works, with DAEMONAPP_EVENT and its kin in its \
            environment and a message on its standard input. Unless given: the app's.
            """,
        example: "/usr/local/bin/tell-operators")
    let lockFile = Key(
        "LockFile", .string,
        description: """
            A file that is locked (by flock) for the length of each run. Where another process holds the lock, the run \
            counts as idle and nothing is done. Unless given: none.
            """,
        example: "/run/lock/replication.lock")
    let catchUp = Key(
        "CatchUp", .word(CatchUp.self), default: CatchUp.last.rawValue,
        description: """
            What is made of a due time that passed while the app did not run, where the app has a StateDirectory. none: \
            nothing, the daemon is due after its interval. last: it is due at once. all: it is due at once, and again at \
            once until it has made as many runs as it has missed, at most 1,000.
            """)
    let logLevel = Key(
        "LogLevel", .word(Logger.Level.self),
        description: "What this daemon logs, in any case. Unless given: what the app logs.", example: "debug")

    /// The keys, with the default of `Floor`.
    init(floor: Floor) {
        self.floor = Key(
            "Floor", .word(Floor.self), default: floor.rawValue,
            description: """
                shared: a run takes one of the Concurrency floors that the daemons share, and waits for it. own: the \
                daemon has a floor to itself and waits for nobody.
                """)
    }

    /// The names of the keys.
    package static let names = Set(ScheduleKeys(floor: .shared).declarations.map(\.name))

    /// The keys in the order of the reference.
    var declarations: [any KeyDeclaration] {
        [
            runEvery, increaseIdleBy, multiplyIdleBy, maximumIdle, minimumIdle, priority, startAfter, jitter,
            recordCount, runTimeout, maximumWait, whenQuietFor, floor, failureLimit, onFailure, lockFile, catchUp,
            logLevel,
        ]
    }
}

extension ValueRange<String> {
    /// What names a program, as the key `OnFailure` does.
    package static let programCall = ValueRange("a program and its arguments") { $0.contains { $0 != " " } }
}

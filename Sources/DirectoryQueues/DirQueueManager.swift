public import Daemons
import Logging
import SystemPackage

/// A daemon seed that has a daemon for each subdirectory of a directory.
///
/// Each run looks which queues there are; in between the system tells of new queues and new files, as far as it can.
public final class DirQueueManager: DaemonSeed {
    private let settings: QueueManagerSettings
    private var watcher: FolderWatcher?
    /// What has been said, and is not said again until it has changed.
    private var reports = Reports()

    private struct Reports {
        var isWatchFailureKnown = false
        var surplus = 0
    }

    init(_ settings: QueueManagerSettings) {
        self.settings = settings
    }

    /// The queues that are there.
    public func wanted(_ context: DaemonContext) async throws -> [WantedDaemon] {
        wanted(try await look(context).folders)
    }

    /// Makes what is served what is there, and wakes the queues in which there is something already.
    ///
    /// The directory is watched before it is read, and so is each queue; a queue only when it has its daemon, or there
    /// would be nobody to wake.
    public func run(_ context: DaemonContext) async throws -> Outcome {
        let found = try await look(context)
        try Task.checkCancellation()
        let changes = try await context.reconcile(wanted(found.folders))
        report(changes, context)
        let watched = try await watch(found.folders, context)
        for folder in watched.withWork { context.wakeBelow(folder.title) }
        report(found.watchFailure ?? watched.failure, context)
        let count = changes.started.count + changes.stopped.count
        return count == 0 ? .idle : .worked(units: count)
    }

    private func wanted(_ folders: [QueueFolder]) -> [WantedDaemon] {
        let queue = settings.queue
        return folders.map { folder in
            WantedDaemon(
                name: folder.title, type: queue.type, schedule: queue.template.schedule,
                recipe: queue.recipe(settings.base.appending(folder.name)), identity: folder.identity,
                lastingIdentity: folder.inode)
        }
    }

    // MARK: What is there

    private struct Findings: Sendable {
        var folders: [QueueFolder]
        var surplus: Int
        /// Why the directory of the queues is not watched.
        var watchFailure: String?
    }

    private func look(_ context: DaemonContext) async throws -> Findings {
        let settings = settings
        var failure: String?
        if settings.isWatching, watcher == nil {
            do throws(Errno) {
                watcher = try FolderWatcher(settings.patterns, onChange: context.wake, onWork: context.wakeBelow)
            } catch {
                failure = "\(error)"
            }
        }
        let watcher = watcher
        var findings = try await context.blocking { try Self.look(settings, watcher) }
        findings.watchFailure = failure ?? findings.watchFailure
        reportSurplus(findings.surplus, context)
        return findings
    }

    /// Looks which queues there are. May block.
    private static func look(_ settings: QueueManagerSettings, _ watcher: FolderWatcher?) throws -> Findings {
        var failure: String?
        do throws(Errno) {
            try watcher?.watch(settings.base)
        } catch {
            failure = "\(settings.base): \(error)"
        }
        let all = try QueueFolders.all(in: settings.base, settings.patterns)
        let served = Array(all.prefix(settings.maximumQueues ?? .max))
        return Findings(folders: served, surplus: all.count - served.count, watchFailure: failure)
    }

    /// Has queues watched.
    /// - Returns: those that are so from now on and have something already, and why others are not.
    private func watch(
        _ folders: [QueueFolder], _ context: DaemonContext
    ) async throws -> (withWork: [QueueFolder], failure: String?) {
        guard let watcher else { return ([], nil) }
        let base = settings.base
        return try await context.blocking {
            let watched = watcher.watch(folders, in: base)
            let failure = watched.failure.map { "\($0.count) queues: \($0.cause)" }
            return (watched.new.filter { QueueFolders.hasWork(base.appending($0.name)) }, failure)
        }
    }

    // MARK: Reports

    /// Says once that not all is watched, and again only if all was in the meantime.
    private func report(_ watchFailure: String?, _ context: DaemonContext) {
        if let watchFailure, !reports.isWatchFailureKnown {
            context.log.warning(
                """
                not all can be watched, so new queues and files are found only by polling (\(watchFailure)); see \
                fs.inotify.max_user_watches and max_user_instances in sysctl
                """)
        }
        reports.isWatchFailureKnown = watchFailure != nil
    }

    private func reportSurplus(_ surplus: Int, _ context: DaemonContext) {
        if surplus > 0, reports.surplus == 0, let maximum = settings.maximumQueues {
            context.log.warning("\(surplus) queues are not served, because MaximumQueues is \(maximum)")
        }
        reports.surplus = surplus
    }

    private func report(_ changes: DaemonChanges, _ context: DaemonContext) {
        for path in changes.stopped {
            context.log.info("queue \(path) is gone", metadata: ["event": "queue-removed", "queue": "\(path)"])
        }
        for path in changes.started {
            context.log.info("queue \(path) is served", metadata: ["event": "queue-added", "queue": "\(path)"])
        }
    }
}

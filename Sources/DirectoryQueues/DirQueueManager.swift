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
        var watchFailure: String?
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
    public func run(_ context: DaemonContext) async throws -> Outcome {
        let found = try await look(context)
        let changes = try await context.reconcile(wanted(found.folders))
        report(changes, context)
        for name in found.withWork { context.wakeBelow(name.text) }
        return changes.isEmpty ? .idle : .worked(units: changes.count)
    }

    private func wanted(_ folders: [QueueFolder]) -> [WantedDaemon] {
        let queue = settings.queue
        return folders.map { folder in
            WantedDaemon(
                name: folder.name.text, type: queue.type, schedule: queue.schedule,
                recipe: queue.recipe(folder.name.path(in: settings.base)), identity: folder.identity)
        }
    }

    // MARK: What is there

    private struct Findings: Sendable {
        var folders: [QueueFolder]
        /// Queues that are watched from now on and have something already.
        var withWork: [FolderName] = []
        var surplus = 0
        var watchFailure: String?
    }

    private func look(_ context: DaemonContext) async throws -> Findings {
        let settings = settings
        var problem: String?
        if settings.isWatching, watcher == nil {
            do throws(Errno) {
                watcher = try FolderWatcher(onChange: context.wake, onWork: Self.wakes(context))
            } catch {
                problem = "\(error)"
            }
        }
        let watcher = watcher
        var findings = try await context.blocking { try Self.look(settings, watcher) }
        findings.watchFailure = problem ?? findings.watchFailure
        report(findings, context)
        return findings
    }

    private static func wakes(_ context: DaemonContext) -> @Sendable (FolderName) -> Void {
        let wake = context.wakeBelow
        return { wake($0.text) }
    }

    /// Looks which queues there are, and has those watched. May block.
    private static func look(_ settings: QueueManagerSettings, _ watcher: FolderWatcher?) throws -> Findings {
        var failure: String?
        if let watcher {
            do throws(Errno) {
                try watcher.watch(settings.base)
            } catch {
                failure = "\(settings.base): \(error)"
            }
        }
        let all = try QueueFolders.all(in: settings.base, settings.patterns)
        let served = Array(all.prefix(settings.maximumQueues ?? .max))
        var findings = Findings(folders: served, surplus: all.count - served.count, watchFailure: failure)
        if let watcher {
            let watched = watcher.watch(served, in: settings.base)
            if let (count, cause) = watched.failure { findings.watchFailure = "\(count) queues: \(cause)" }
            findings.withWork = watched.new.map(\.name).filter { QueueFolders.hasWork($0.path(in: settings.base)) }
        }
        return findings
    }

    // MARK: Reports

    private func report(_ findings: Findings, _ context: DaemonContext) {
        if let failure = findings.watchFailure, failure != reports.watchFailure {
            context.log.warning(
                """
                not all can be watched, so new queues and files are found only by polling (\(failure)); see \
                fs.inotify.max_user_watches and max_user_instances in sysctl
                """)
        }
        reports.watchFailure = findings.watchFailure
        if findings.surplus > 0, reports.surplus == 0, let maximum = settings.maximumQueues {
            context.log.warning(
                "\(findings.surplus) queues are not served, because MaximumQueues is \(maximum)")
        }
        reports.surplus = findings.surplus
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

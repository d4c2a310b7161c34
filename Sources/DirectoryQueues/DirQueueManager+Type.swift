public import Daemons

extension DirQueueManager {
    /// The section type `<DirQueueManager>`, for queues that some kinds of daemons can serve.
    public static func type(serving kinds: [DaemonType]) -> DaemonType {
        let keys = QueueManagerKeys()
        let queue = QueueSection(serving: kinds.filter(\.servesQueues))
        return DaemonType(
            "DirQueueManager",
            description: """
                Serves each subdirectory of a directory as a queue: one that appears gets a daemon, and that of one that \
                goes ends.
                """,
            example: """
                <DirQueueManager mail-queues>
                  RunEvery 5m
                  BaseQueueDirectory /var/spool/mailq
                  <Queue>
                    Type Command
                    RunEvery 10s
                    Command /usr/local/bin/import
                  </Queue>
                </DirQueueManager>
                """,
            keys: keys.declarations,
            sections: queue.slots,
            innerTypes: [queue.genericType],
            settings: { section, errors in
                let template = queue.read(in: section, &errors)
                return keys.read(section, queue: template, &errors)
            },
            templates: { [$0.queue.template] },
            requirements: { [.readableDirectory("BaseQueueDirectory", $0.base)] }
        ) { DirQueueManager($0) }
    }
}

import DaemonHost
import Logging

/// Hands each record of the log to the outputs that are to have it.
struct AppLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    private let outputs: LogOutputs
    /// The level that was set; without one it is that of the outputs.
    private var ownLevel: Logger.Level?

    init(_ outputs: LogOutputs) {
        self.outputs = outputs
    }

    var logLevel: Logger.Level {
        get { ownLevel ?? outputs.level(of: metadata[LogKey.daemon].map { "\($0)" }) }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        outputs.write(event, all, hasOwnLevel: ownLevel != nil)
    }
}

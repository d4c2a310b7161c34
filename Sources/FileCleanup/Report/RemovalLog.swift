import Daemons
import Logging
import Scheduling

/// Tells the log what goes and what fails.
struct RemovalLog: Sendable {
    private let log: Logger
    private let isDryRun: Bool

    init(_ log: Logger, _ settings: CleanupSettings) {
        self.log = log
        isDryRun = settings.isDryRun
    }

    func report(_ event: CleanupEvent) {
        switch event {
        case .removed(let gone):
            let path = String(escaping: gone.path)
            log.info(
                "\(isDryRun ? "would remove" : "removed") \(path): \(gone.rule.rawValue), \(gone.ageText) old",
                metadata: [
                    "event": isDryRun ? "would-remove" : "removed", "path": .string(path),
                    "rule": .string(gone.rule.rawValue),
                ])
        case .failed(let failure):
            log.error("\(failure)")
        }
    }
}

extension Refusal {
    /// What a program that reads the log is told.
    var metadata: Logger.Metadata {
        let limit: Logger.MetadataValue =
            switch limit {
            case .count(let count): .stringConvertible(count)
            case .share: .string("\(limit)")
            }
        return ["event": "refused", "count": .stringConvertible(candidates), "limit": limit]
    }
}

extension CleanupEvent.Gone {
    /// The age in words, to the second.
    var ageText: String {
        let second: Int64 = 1_000_000_000
        return Nanoseconds(age < second ? age : age / second * second).text
    }
}

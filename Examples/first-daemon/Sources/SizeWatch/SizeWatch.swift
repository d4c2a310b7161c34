import Daemons
import Foundation
import ZConfig

/// Watches the size of a file: a run finds work where the size is not what it was in the run before.
public final class SizeWatch: Daemon {
    private static let file = Key(
        "File", .string, required: true, description: "The file to watch.", example: "/var/log/syslog")

    /// The section type `<SizeWatch>`.
    public static let type = DaemonType("SizeWatch", description: "Watches the size of a file.", keys: [file]) {
        section, errors in
        errors.read(file, section)
    } make: {
        SizeWatch(file: $0)
    }

    private let file: String

    public init(file: String) {
        self.file = file
    }

    public func run(_ context: DaemonContext) async throws -> Outcome {
        let file = file
        let size = try await context.blocking {
            try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        }
        guard context.state["size"] != "\(size)" else { return .idle }
        context.state["size"] = "\(size)"
        context.log.info("\(file) has \(size) bytes")
        return .worked()
    }
}

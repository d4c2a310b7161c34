import DaemonAppTesting
import Daemons
import Synchronization

/// A daemon whose runs do what a test says.
final class Scripted: Daemon {
    typealias Run = @Sendable (DaemonContext) async throws -> Outcome

    private let run: Run

    init(_ run: @escaping Run) {
        self.run = run
    }

    func run(_ context: DaemonContext) async throws -> Outcome {
        try await run(context)
    }

    /// The section type `<Scripted>`, all of whose daemons do the same.
    static func type(_ name: String = "Scripted", _ run: @escaping Run) -> DaemonType {
        DaemonType(name, description: "Does what a test says.") { Scripted(run) }
    }

    /// A kind of daemon that works for so long on the manual clock.
    static func busy(_ name: String, for length: Duration) -> DaemonType {
        type(name) { context in
            try await context.clock.sleep(for: length)
            return .worked()
        }
    }
}

/// Counts, from any thread.
final class Counter: Sendable {
    private let value = Atomic(0)

    /// Counts one more.
    /// - Returns: how many that makes.
    @discardableResult
    func next() -> Int { value.add(1, ordering: .relaxed).newValue }

    var count: Int { value.load(ordering: .relaxed) }
}

struct Refusal: Error, CustomStringConvertible {
    var description: String { "refused" }
}

extension TestApp {
    /// The keys of the app and of its daemons, by their opening tags.
    convenience init(_ keys: [String] = [], _ daemons: [(tag: String, keys: [String])], _ types: [DaemonType]) throws {
        var lines = ["<DaemonApp test>"] + keys
        for (tag, keys) in daemons {
            lines += ["<\(tag)>"] + keys + ["</\(tag.split(separator: " ")[0])>"]
        }
        try self.init((lines + ["</DaemonApp>"]).joined(separator: "\n"), types: types)
    }
}

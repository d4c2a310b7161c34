public import DaemonHost
public import Daemons
public import Scheduling
import ZConfig

/// An app on the manual clock, made from the text of a configuration: for the tests of a daemon.
///
/// ```swift
/// let test = try TestApp("""
///     <DaemonApp>
///       <Greeter>
///         RunEvery 30s
///       </Greeter>
///     </DaemonApp>
///     """, types: [Greeter.type])
/// await test.advance(by: .seconds(60))
/// #expect(test.runs == ["0 greeter worked", "30 greeter worked", "60 greeter worked"])
/// ```
public final class TestApp: Sendable {
    /// The app. It runs from the beginning.
    public let app: DaemonApp
    /// The reactor whose clock the test moves.
    public let reactor = ManualReactor()
    /// What the app and its daemons log.
    public let log = LogRecorder()
    private let record: Task<ExitRecord, Never>

    /// Makes an app and starts it; at the first ``advance(by:)`` it makes the runs that are due at the start.
    /// - Parameters:
    ///   - configuration: the text of a configuration file.
    ///   - types: the kinds of daemons that it may have.
    /// - Throws: the first `ConfigurationError`; `DaemonAppError` if a daemon cannot be made.
    public init(_ configuration: String, types: [DaemonType]) throws {
        let name = "test.conf"
        let schema = try AppSchema(types)
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: InMemoryResources([name: configuration]), environment: { _ in nil })
        var (file, errors) = loader.check(name)
        let wanted = file.flatMap { schema.read($0.root, &errors) }
        if let error = errors.sorted.first { throw error }
        guard var wanted else { preconditionFailure("a file without errors has an app") }
        wanted.timerSlack = .zero
        let app = try DaemonApp(wanted, on: reactor, log: log.logger)
        self.app = app
        record = Task.immediate { await app.runUntilStopped() }
    }

    /// Moves the clock on by so much, from one due time to the next.
    public func advance(by length: Duration) async {
        await reactor.advance(by: length)
    }

    /// The runs that have ended, each as its end in seconds, the daemon's name and the outcome: `30 greeter idle`.
    public var runs: [String] {
        log.records.filter { $0.metadata["event"] == "finish" }.map { record in
            ["at", "daemon", "outcome"].map { record.metadata[$0] ?? "?" }.joined(separator: " ")
        }
    }

    /// What the app left behind when it stopped; waits until it has.
    public var exitRecord: ExitRecord {
        get async { await record.value }
    }

    /// Stops the app as an operator would, and waits until it has stopped.
    ///
    /// A run in progress that does not end when it is cancelled needs the clock to be moved past the grace.
    @discardableResult
    public func stop() async -> ExitRecord {
        await app.stop()
        return await exitRecord
    }
}

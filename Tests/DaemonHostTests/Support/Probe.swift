import DaemonAppTesting
import Daemons
import Scheduling
import Synchronization

/// A daemon whose runs are written into a book.
final class Probe: Daemon {
    private let book: RunBook
    private let settings: Int

    init(_ book: RunBook, settings: Int) {
        self.book = book
        self.settings = settings
    }

    func run(_ context: DaemonContext) async throws -> Outcome {
        let deed = book.began(context.name, settings: settings)
        defer { book.ended(context.name) }
        if deed.length > .zero { try await context.clock.sleep(for: deed.length) }
        if let key = deed.remembers { context.state["last"] = key }
        guard let outcome = deed.outcome else { throw Refusal() }
        return outcome
    }

    /// A daemon that is wanted.
    static func wanted(
        _ name: String, _ book: RunBook, every interval: Nanoseconds = .seconds(10), settings: Int = 0,
        identity: UInt64 = 0, catchUp: CatchUp = .last, change: (inout DaemonParameters) -> Void = { _ in }
    ) -> WantedDaemon {
        var parameters = DaemonParameters(runEvery: interval)
        change(&parameters)
        let recipe = DaemonRecipe(settings) { Probe(book, settings: $0) }
        return WantedDaemon(
            name: name, type: "Probe", schedule: DaemonSchedule(parameters, catchUp: catchUp), recipe: recipe,
            identity: identity)
    }
}

/// What the runs of probes do, and what they have done.
final class RunBook: Sendable {
    /// What a run does.
    struct Deed {
        var length = Duration.zero
        /// What it returns; nil: it throws.
        var outcome: Outcome? = .idle
        var remembers: String?
    }

    private struct State {
        var deed: @Sendable (String, inout SplitMix64) -> Deed
        var random: SplitMix64
        var running: Set<String> = []
        var runs: [String: Int] = [:]
        var settings: [String: [Int]] = [:]
        var clashes: [String] = []
    }

    private let state: Mutex<State>

    init(seed: UInt64 = 0, _ deed: @escaping @Sendable (String, inout SplitMix64) -> Deed = { _, _ in Deed() }) {
        state = Mutex(State(deed: deed, random: SplitMix64(seed: seed)))
    }

    func began(_ name: String, settings: Int) -> Deed {
        state.withLock { state in
            if !state.running.insert(name).inserted { state.clashes.append(name) }
            state.runs[name, default: 0] += 1
            state.settings[name, default: []].append(settings)
            return state.deed(name, &state.random)
        }
    }

    func ended(_ name: String) {
        state.withLock { _ = $0.running.remove(name) }
    }

    /// How many runs of a name there were.
    func runs(of name: String) -> Int { state.withLock { $0.runs[name] ?? 0 } }

    /// The settings with which the runs of a name were made.
    func settings(of name: String) -> [Int] { state.withLock { $0.settings[name] ?? [] } }

    /// The names of which two runs were in progress at once.
    var clashes: [String] { state.withLock { $0.clashes } }
}

/// A daemon seed that wants what a test says.
final class TestSeed: DaemonSeed {
    private let wants: Wants

    init(_ wants: Wants) {
        self.wants = wants
    }

    func wanted(_ context: DaemonContext) async throws -> [WantedDaemon] {
        let length = wants.length
        if length > .zero { try? await context.clock.sleep(for: length) }
        return try wants.answer()
    }

    /// What seeds want, and how long they take to say it.
    final class Wants: Sendable {
        private struct State {
            var list: [WantedDaemon] = []
            var isUnknown = false
            var length = Duration.zero
        }

        private let state = Mutex(State())

        func set(_ list: [WantedDaemon]) { state.withLock { $0.list = list } }
        func set(isUnknown: Bool) { state.withLock { $0.isUnknown = isUnknown } }
        func set(length: Duration) { state.withLock { $0.length = length } }
        var length: Duration { state.withLock { $0.length } }

        func answer() throws -> [WantedDaemon] {
            try state.withLock { state in
                if state.isUnknown { throw Refusal() }
                return state.list
            }
        }
    }

    static func wanted(
        _ name: String, _ wants: Wants, every interval: Nanoseconds = .seconds(10), settings: Int = 0
    ) -> WantedDaemon {
        WantedDaemon(
            name: name, type: "Seed", schedule: DaemonSchedule(DaemonParameters(runEvery: interval)),
            recipe: DaemonRecipe(settings) { _ in TestSeed(wants) })
    }
}

import DaemonAppTesting
import DaemonHost
import Daemons
import EventLoopServices
import FoundationEssentials
import Scheduling
import Synchronization
import Testing

@testable import DaemonAppCLI

/// What a running app records is enough to make its decisions again.
@Suite(.timeLimit(.minutes(5))) struct ReplayTests {
    /// A daemon whose runs find what chance wants.
    private final class Gambler: Daemon {
        private var random: SplitMix64

        init(seed: UInt64) {
            random = SplitMix64(seed: seed)
        }

        func run(_ context: DaemonContext) async throws -> Outcome {
            let length = Int.random(in: -3...4, using: &random)
            if length > 0 { try await context.clock.sleep(for: .seconds(length)) }
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<6: return .idle
            case 6..<10: throw CancellationError()
            case 10..<12: return .idle(next: context.now.advanced(by: .seconds(Int.random(in: 0...9, using: &random))))
            case 12: return .done
            default: return .worked(units: 2)
            }
        }
    }

    /// An app whose events are kept, and what happens to it by chance.
    private struct Life {
        private var random: SplitMix64
        private let reactor = ManualReactor()
        private let app: DaemonApp
        private let events: Events
        private let record: Task<ExitRecord, Never>

        private final class Events: Sendable {
            let all = Mutex<[AppEvent]>([])
        }

        init(seed: UInt64) throws {
            var random = SplitMix64(seed: seed)
            let events = Events()
            let app = try DaemonApp(
                Life.configuration(&random), on: reactor, log: LogRecorder().logger,
                observers: [{ event in events.all.withLock { $0.append(event) } }])
            (self.random, self.app, self.events) = (random, app, events)
            record = Task.immediate { await app.runUntilStopped() }
        }

        private static func configuration(_ random: inout SplitMix64) -> AppConfiguration {
            let parameters = AppParameters(
                concurrency: Int.random(in: 1...3, using: &random), stayAliveFor: .seconds(200),
                shutdownAfter: Bool.random(using: &random) ? .seconds(300) : nil,
                shutdownIfIdle: Bool.random(using: &random) ? .seconds(30) : nil, gracePeriod: .seconds(3))
            let names = ["a", "b", "c", "d", "e"].filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
            return AppConfiguration(
                parameters: parameters, timerSlack: .zero,
                daemons: names.map { name in
                    let parameters = DaemonParameters(
                        runEvery: .seconds(Int64.random(in: 1...9, using: &random)),
                        increaseIdleBy: .seconds(Int64.random(in: 0...2, using: &random)),
                        multiplyIdleBy: Multiplier(Double.random(in: 1...1.5, using: &random)),
                        priority: Int64.random(in: -2...2, using: &random), jitter: Jitter(0.3),
                        runTimeout: .seconds(2), maximumWait: .seconds(4),
                        floor: Bool.random(using: &random) ? .own : .shared, failureLimit: 4)
                    let seed = UInt64.random(in: 0..<3, using: &random)
                    return WantedDaemon(
                        name: name, type: "Gambler", schedule: DaemonSchedule(parameters),
                        recipe: DaemonRecipe(seed) { Gambler(seed: $0) })
                })
        }

        mutating func events(steps: Int) async -> [AppEvent] {
            for _ in 0..<steps {
                let name = ["a", "b", "c", "d", "e"].randomElement(using: &random) ?? "a"
                switch Int.random(in: 0..<9, using: &random) {
                case 0: await app.wake(name)
                case 1: await app.pause(name)
                case 2, 3: await app.resume(name)
                case 4: _ = try? await app.reload(Life.configuration(&random))
                default: await reactor.advance(by: .milliseconds(Int.random(in: 0...9000, using: &random)))
                }
            }
            await app.stop()
            await reactor.advance(by: .seconds(10))
            _ = await record.value
            return events.all.withLock { $0 }
        }
    }

    private func entry(_ event: AppEvent) throws -> LedgerEntry {
        try LedgerEntry(event.json(date: Date(timeIntervalSince1970: 1), process: 7), line: 1)
    }

    @Test(arguments: 0..<40) func whatIsRecordedIsDecidedAgain(seed: UInt64) async throws {
        var life = try Life(seed: seed)
        var replay = Replay()
        for event in await life.events(steps: 80) {
            let read = try entry(event).event
            #expect(read == event)
            try replay.take(read)
        }
        #expect(replay.agreed > 3)
    }

    /// Whatever of a decision is changed is found, at once or where it first matters.
    @Test func whatIsRecordedOtherwiseIsFound() async throws {
        var life = try Life(seed: 1)
        let events = await life.events(steps: 80)
        var changes = 0
        for (index, event) in events.enumerated() {
            guard let changed = changed(event) else { continue }
            changes += 1
            var replay = Replay()
            let isFound = fails {
                for other in events[..<index] { try replay.take(other) }
                try replay.take(changed)
            }
            #expect(isFound, "\(event)")
        }
        #expect(changes > 20)
    }

    private func changed(_ event: AppEvent) -> AppEvent? {
        switch event.kind {
        case .run(let daemon, let run, let due):
            return AppEvent(at: event.at, .run(daemon: daemon, run: run, due: due + Nanoseconds(1)))
        case .finish(let daemon, var finish):
            guard let next = finish.next else { return nil }
            finish.next = next + Nanoseconds(1)
            return AppEvent(at: event.at, .finish(daemon: daemon, finish))
        case .stop(let reason, _):
            return AppEvent(at: event.at, .stop(reason, next: event.at + .seconds(1_000_000)))
        default: return nil
        }
    }

    private func fails(_ body: () throws -> Void) -> Bool {
        (try? body()) == nil
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"at":0}"#, #"{"at":0,"event":"dance","time":"x"}"#,
        #"{"at":-1,"event":"wake","daemon":"a","time":"x"}"#, #"{"at":0,"event":"wake","time":"x"}"#,
        #"{"at":0,"event":"stop","reason":"boredom","next":null,"time":"x"}"#,
        #"{"at":0,"event":"added","daemon":"a","due":0,"interval":1,"parameters":{},"time":"x"}"#,
        #"{"at":0,"event":"added","daemon":"a","due":0,"interval":1,"flags":["x"],"parameters":{"RunEvery":1},"time":"x"}"#,
    ])
    func whatIsNoLineIsAnError(text: String) {
        #expect(throws: InputError.self) { try LedgerEntry(text, line: 1) }
    }

    /// A ledger that lies is an error or a discrepancy, and never the end of the program.
    @Test func aLedgerThatCannotBe() throws {
        let lines = [
            #"{"at":0,"event":"start","app":"foo","time":"x","pid":1,"seed":"1","parameters":{}}"#,
            #"{"at":0,"event":"added","daemon":"a","due":0,"interval":1,"parameters":{"RunEvery":1},"time":"x"}"#,
        ]
        let endings = [
            #"{"at":0,"event":"finish","daemon":"a","run":1,"outcome":"idle","units":0,"wait":1,"next":1,"time":"x"}"#,
            #"{"at":0,"event":"cancel","daemon":"a","time":"x"}"#, lines[1],
            #"{"at":0,"event":"wake","daemon":"b","time":"x"}"#,
            #"{"at":0,"event":"run","daemon":"a","run":1,"due":1,"time":"x"}"#,
        ]
        for ending in endings {
            var replay = Replay()
            for line in lines { try replay.take(LedgerEntry(line, line: 1).event) }
            let last = try LedgerEntry(ending, line: 3).event
            #expect(throws: (any Error).self, "\(ending)") { try replay.take(last) }
        }
    }
}

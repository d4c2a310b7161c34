import DaemonAppTesting
import Daemons
import Dispatch
import Logging
import Scheduling
import Synchronization
import Testing

@testable import DaemonHost

/// Configurations that are read again, one after the other.
@Suite(.timeLimit(.minutes(5))) struct ReloaderTests {
    private let app: HostedApp
    /// How often the file was read; the configuration that was read first has a TimerSlack of 1 s, and so on.
    private let readings = Counter()

    init() throws {
        app = try HostedApp([Probe.wanted("a", RunBook())])
    }

    private func configuration() -> AppConfiguration {
        AppConfiguration(
            name: "test", timerSlack: .seconds(Int64(readings.next())),
            daemons: [Probe.wanted("a", RunBook())])
    }

    /// Threads that begin when a test wants it.
    private final class Threads: Sendable {
        let bodies = Mutex<[@Sendable () -> Void]>([])

        /// Runs what has been started, on this thread.
        /// - Returns: how much that was.
        func run() -> Int {
            let all = bodies.withLock { bodies in
                defer { bodies = [] }
                return bodies
            }
            for body in all { body() }
            return all.count
        }
    }

    @Test func manyQuestionsInABurstAreOneThread() async {
        let threads = Threads()
        let reloader = Reloader(app.app, read: { _, _ in self.configuration() }) { body in
            threads.bodies.withLock { $0.append(body) }
            return true
        }
        for _ in 0..<50 { reloader.reloadSoon() }
        #expect(threads.run() == 1)
        // Once for the first, and once for all others.
        #expect(readings.count == 2)
        reloader.reloadSoon()
        #expect(threads.run() == 1)
        #expect(readings.count == 3)
        await app.stop()
    }

    @Test func whoAsksDuringAReadingIsAnsweredByAnother() async {
        let threads = Threads()
        let asked = Mutex<Reloader?>(nil)
        let reloader = Reloader(
            app.app,
            read: { _, _ in
                let new = self.configuration()
                // The file may have changed since it was opened.
                if self.readings.count <= 3 { asked.withLock { $0 }?.reloadSoon() }
                return new
            }
        ) { body in
            threads.bodies.withLock { $0.append(body) }
            return true
        }
        asked.withLock { $0 = reloader }
        reloader.reloadSoon()
        #expect(threads.run() == 1)
        #expect(readings.count == 4)
        #expect(threads.run() == 0)
        asked.withLock { $0 = nil }
        await app.stop()
    }

    @Test func withoutAThreadThatIsSaidAndTriedAgain() async {
        let isRefusing = Mutex(true)
        let reloader = Reloader(app.app, read: { _, _ in self.configuration() }) { body in
            guard !isRefusing.withLock({ $0 }) else { return false }
            body()
            return true
        }
        reloader.reloadSoon()
        #expect(app.log.messages(from: .error).count == 1)
        isRefusing.withLock { $0 = false }
        reloader.reloadSoon()
        #expect(readings.count == 1)
        await app.stop()
    }

    /// What is done with a configuration takes a while, in which two others come.
    @Test func theNewestIsToldLast() async {
        let gate = DispatchSemaphore(value: 0)
        let (begun, beginning) = AsyncStream<Int64>.makeStream()
        let (ended, ending) = AsyncStream<Int64>.makeStream()
        let reloader = Reloader(
            app.app,
            onReload: { configuration in
                let number = configuration.timerSlack.count / 1_000_000_000
                beginning.yield(number)
                if number == 1 { gate.wait() }
                ending.yield(number)
            }, read: { _, _ in self.configuration() })
        var (begins, ends) = (begun.makeAsyncIterator(), ended.makeAsyncIterator())
        reloader.reload()
        await app.settle()
        #expect(await begins.next() == 1)
        for _ in 0..<2 {
            reloader.reload()
            await app.settle()
        }
        gate.signal()
        #expect(await ends.next() == 1)
        #expect(await ends.next() == 3)
        await app.stop()
    }
}

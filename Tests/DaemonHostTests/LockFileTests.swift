import DaemonAppTesting
import Daemons
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5))) struct LockFileTests {
    private let path = "/tmp/daemonapp-lock-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    /// Runs once and returns the record of the run's end.
    private func runOnce(_ asked: Counter, lock: String) async throws -> LogRecorder.Record {
        let type = Scripted.type { _ in
            asked.next()
            return .worked()
        }
        let test = try TestApp([], [("Scripted", ["RunEvery 1h", "LockFile \(lock)"])], [type])
        await test.advance(by: .zero)
        let finish = await test.log.first { $0.metadata["event"] == "finish" }
        await test.stop()
        return finish
    }

    @Test func whereAnotherHoldsItTheRunIsIdleAndAsksForNothing() async throws {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer { unsafe unlink(path) }
        try #require(flock(descriptor, LOCK_EX) == 0)
        let asked = Counter()
        #expect(try await runOnce(asked, lock: path).metadata["outcome"] == "idle")
        #expect(asked.count == 0)
        flock(descriptor, LOCK_UN)
        close(descriptor)
        #expect(try await runOnce(asked, lock: path).metadata["outcome"] == "worked")
        #expect(asked.count == 1)
    }

    @Test func aFileThatCannotBeOpenedIsAFailure() async throws {
        let asked = Counter()
        #expect(try await runOnce(asked, lock: "/none/lock").metadata["outcome"] == "failed")
        #expect(asked.count == 0)
    }
}

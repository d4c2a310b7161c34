import DaemonAppTesting
import Daemons
import Testing

@Suite(.timeLimit(.minutes(5))) struct DaemonConformanceTests {
    @Test(arguments: DaemonConformance.Check.allCases)
    func theSimulatedDaemonConforms(_ check: DaemonConformance.Check) async throws {
        try await DaemonConformance { SimulatedDaemon() }.run(check)
    }

    @Test(arguments: DaemonConformance.Check.allCases)
    func aDaemonThatWaitsConforms(_ check: DaemonConformance.Check) async throws {
        try await DaemonConformance { Patient() }.run(check)
    }

    @Test func aDaemonThatLeavesTheExecutorIsFound() async {
        await #expect(throws: ConformanceFailure.self) {
            try await DaemonConformance { Leaver() }.run(.executor)
        }
    }

    @Test func whatADaemonThrowsIsPassedOn() async {
        await #expect(throws: Thrower.Refusal.self) {
            try await DaemonConformance { Thrower() }.run(.repetition)
        }
    }
}

private final class Patient: Daemon {
    func run(_ context: DaemonContext) async throws -> Outcome {
        try await context.clock.sleep(for: .seconds(3600))
        return try await context.blocking { .worked() }
    }
}

private final class Leaver: Daemon {
    func run(_ context: DaemonContext) async throws -> Outcome {
        await Task.detached {}.value
        return .idle
    }
}

private final class Thrower: Daemon {
    struct Refusal: Error {}

    func run(_ context: DaemonContext) async throws -> Outcome { throw Refusal() }
}

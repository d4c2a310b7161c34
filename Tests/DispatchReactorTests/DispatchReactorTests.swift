import DaemonAppTesting
import DispatchReactor
import Testing

@Suite(.timeLimit(.minutes(5))) struct DispatchReactorTests {
    @Test(arguments: ReactorConformance.Check.allCases)
    func conforms(_ check: ReactorConformance.Check) async throws {
        try await ReactorConformance { DispatchReactor() }.run(check)
    }
}

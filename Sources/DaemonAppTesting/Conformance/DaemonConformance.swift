public import Daemons

/// The contract of ``Daemons/Daemon``, as checks that a daemon should pass.
///
/// ```swift
/// @Test(arguments: DaemonConformance.Check.allCases)
/// func conforms(_ check: DaemonConformance.Check) async throws {
///     try await DaemonConformance { Greeter(greeting: "Hello") }.run(check)
/// }
/// ```
public struct DaemonConformance: Sendable {
    /// A part of the contract.
    public enum Check: String, Sendable, CaseIterable {
        /// A run begins on the app's executor and stays there until it asks the context for something. Async functions
        /// that it calls leave the executor in a module without the setting `NonisolatedNonsendingByDefault`.
        case executor
        /// A daemon can be run again and again, with one context.
        case repetition
        /// A run that is cancelled before it begins ends, with an outcome or an error.
        case cancellation
    }

    private let make: @Sendable () throws -> any Daemon

    /// The checks of a kind of daemon.
    /// - Parameter make: makes a daemon that finds the world as it is in the test.
    public init(_ make: @escaping @Sendable () throws -> any Daemon) {
        self.make = make
    }

    /// Makes one check.
    /// - Throws: ``ConformanceFailure`` if the daemon does not pass; what the daemon itself throws.
    public func run(_ check: Check) async throws {
        let host = DaemonProbe()
        switch check {
        case .executor:
            try await host.run(make, times: 1)
            try require(
                await !host.hasLeftExecutor,
                "the run has left the app's executor: set NonisolatedNonsendingByDefault for the daemon's module")
        case .repetition:
            try await host.run(make, times: 3)
        case .cancellation:
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                try await host.run(make, times: 1)
            }
            _ = await task.result
        }
    }
}

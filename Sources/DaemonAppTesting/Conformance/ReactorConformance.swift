public import EventLoopServices

/// The contract of ``EventLoopServices/Reactor``, as checks that every reactor has to pass.
///
/// ```swift
/// @Test(arguments: ReactorConformance.Check.allCases)
/// func conforms(_ check: ReactorConformance.Check) async throws {
///     try await ReactorConformance { MyReactor() }.run(check)
/// }
/// ```
public struct ReactorConformance: Sendable {
    /// A part of the contract.
    public enum Check: String, Sendable, CaseIterable {
        /// Timed calls run in the order of their instants, those of one instant in the order they were asked for.
        case order
        /// A timed call never runs early, nor within the call that asks for it, even if its instant has passed.
        case lateness
        /// A cancelled call does not run; cancelling once more, or too late, does nothing.
        case cancel
        /// Calls may be asked for and cancelled on any thread; none is lost and none runs beside another.
        case threads
        /// An actor that names the executor shares the isolation of timed calls, and is back on it after suspension.
        case isolation
        /// A reactor that nobody holds ends, also while calls are pending.
        case end
        /// Between due times the thread of the loop does not wake.
        case rest
        /// A descriptor that can be read or written is reported until the watch is cancelled. Passes where the
        /// reactor has no such capability.
        case descriptors
    }

    let make: @Sendable () -> any Reactor
    let passTime: @Sendable (any Reactor, Duration) async -> Void

    /// The checks of a kind of reactor.
    /// - Parameters:
    ///   - make: makes a new reactor; it is used by one check only.
    ///   - passTime: lets so much time pass for a reactor whose clock does not move by itself.
    public init(
        _ make: @escaping @Sendable () -> any Reactor,
        passTime: @escaping @Sendable (any Reactor, Duration) async -> Void = { _, _ in }
    ) {
        self.make = make
        self.passTime = passTime
    }

    /// Makes one check.
    /// - Throws: ``ConformanceFailure`` if the reactor does not pass.
    public func run(_ check: Check) async throws {
        switch check {
        case .order: try await checkOrder()
        case .lateness: try await checkLateness()
        case .cancel: try await checkCancel()
        case .threads: try await checkThreads()
        case .isolation: try await checkIsolation()
        case .end: try await checkEnd()
        case .rest: try await checkRest()
        case .descriptors: try await checkDescriptors()
        }
    }
}

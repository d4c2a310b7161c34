public import Scheduling

/// What an operator, or a program that embeds the app, can ask of it.
extension DaemonApp {
    /// Makes a daemon due now.
    /// - Returns: what that did; `removed` if there is no daemon of that name.
    @discardableResult
    public func wake(_ daemon: String) -> WakeResult {
        guard let id = identifiers[daemon] else { return .removed }
        return change { $0.wake(id, at: $1) }
    }

    /// Keeps a daemon from starting until it is resumed; a run in progress goes on to its end.
    /// - Returns: whether there is a daemon of that name.
    @discardableResult
    public func pause(_ daemon: String) -> Bool {
        guard let id = identifiers[daemon] else { return false }
        return change { $0.pause(id, at: $1) }
    }

    /// Ends a pause, whoever made it, and forgets the failures in a row.
    /// - Returns: whether there is a daemon of that name.
    @discardableResult
    public func resume(_ daemon: String) -> Bool {
        guard let id = identifiers[daemon] else { return false }
        return change { $0.resume(id, at: $1) }
    }

    /// Stops the app for the reason `operator`: runs in progress are cancelled and have the grace to end.
    public func stop() {
        change { $0.stop(.operator, at: $1) }
    }

    /// The process was told to stop: the first signal stops the app, a second one ends the grace.
    ///
    /// May be called from any thread. Even if something holds the loop, the grace of the stop runs from now.
    public nonisolated func signalled() {
        let isFirst = sentinel.signalled()
        Task {
            await self.change {
                if isFirst { $0.stop(.signal, at: $1) } else { $0.endGrace(at: $1) }
            }
        }
    }

    /// Hands an event to the scheduler, whose decisions are carried out at once.
    @discardableResult
    private func change<Result>(_ event: (inout Scheduler, Instant) -> Result) -> Result {
        let result = event(&scheduler, now)
        drive()
        return result
    }
}

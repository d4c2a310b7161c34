public import Scheduling

/// What an operator, or a program that embeds the app, can ask of it.
extension DaemonApp {
    /// Makes a daemon due now.
    /// - Returns: what that did; `removed` if there is no daemon of that name.
    @discardableResult
    public func wake(_ daemon: String) -> WakeResult {
        guard let id = identifiers[daemon] else { return .removed }
        return change { wake(hostedDaemon(id), at: $0) }
    }

    /// Keeps a daemon from starting until it is resumed; a run in progress goes on to its end.
    /// - Returns: whether there is a daemon of that name.
    @discardableResult
    public func pause(_ daemon: String) -> Bool {
        guard let id = identifiers[daemon] else { return false }
        return change {
            record(.pause(daemon: daemon), at: $0)
            return scheduler.pause(id, at: $0)
        }
    }

    /// Ends a pause, whoever made it, and forgets the failures in a row.
    /// - Returns: whether there is a daemon of that name.
    @discardableResult
    public func resume(_ daemon: String) -> Bool {
        guard let id = identifiers[daemon] else { return false }
        return change {
            record(.resume(daemon: daemon), at: $0)
            return scheduler.resume(id, at: $0)
        }
    }

    /// Stops the app for the reason `operator`: runs in progress are cancelled and have the grace to end.
    public func stop() {
        stop(.operator)
    }

    /// The process was told to stop: the first signal stops the app, a second one ends the grace.
    ///
    /// May be called from any thread. Even if something holds the loop, the grace of the stop runs from now.
    public nonisolated func signalled() {
        let isFirst = sentinel.signalled()
        Task {
            if isFirst {
                await stop(.signal)
            } else {
                await endGrace()
            }
        }
    }

    private func stop(_ reason: StopReason) {
        change {
            record(.stopAsked(reason), at: $0)
            scheduler.stop(reason, at: $0)
        }
    }

    private func endGrace() {
        change {
            record(.graceEnded, at: $0)
            scheduler.endGrace(at: $0)
        }
    }

    @discardableResult
    func wake(_ daemon: HostedDaemon, at now: Instant) -> WakeResult {
        record(.wake(daemon: daemon.name), at: now)
        return scheduler.wake(daemon.id, at: now)
    }

    /// Tells the scheduler of an event, and carries out at the same instant what it decides.
    private func change<Result>(_ event: (Instant) -> Result) -> Result {
        let now = now
        let result = event(now)
        stateChanged(at: now)
        drive(at: now)
        return result
    }
}

import Scheduling

/// The events of the present instant. What follows from them happens when time goes on.
extension Timeline {
    @discardableResult
    func wake(_ name: String) -> WakeResult {
        scheduler.wake(id(name), at: now)
    }

    @discardableResult
    func pause(_ name: String) -> Bool {
        scheduler.pause(id(name), at: now)
    }

    @discardableResult
    func resume(_ name: String) -> Bool {
        scheduler.resume(id(name), at: now)
    }

    func remove(_ name: String) {
        scheduler.remove(id(name), at: now)
    }

    func change(_ name: String, to parameters: DaemonParameters) {
        scheduler.change(id(name), to: parameters, at: now)
    }

    func change(_ app: AppParameters) {
        scheduler.change(app, at: now)
    }

    /// A request comes.
    /// - Returns: whether it is accepted.
    @discardableResult
    func request() -> Bool {
        scheduler.requestBegan(at: now)
    }

    /// A request is answered.
    func respond() {
        scheduler.requestEnded(at: now)
    }

    /// A request comes and is answered at once.
    func hit() {
        if request() { respond() }
    }

    func stop(_ reason: StopReason) {
        scheduler.stop(reason, at: now)
    }

    func endGrace() {
        scheduler.endGrace(at: now)
    }

    func explain(_ name: String) -> Explanation {
        scheduler.explain(id(name), at: now)
    }

    func status(_ name: String) -> DaemonStatus? {
        scheduler.status(of: id(name), at: now)
    }

    var isWaitingForSharedFloor: Bool { scheduler.isWaitingForSharedFloor }
}

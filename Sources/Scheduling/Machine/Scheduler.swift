/// Decides which daemon runs next and when the app may stop.
///
/// A pure state machine: events and the present instant go in, actions come out. Whoever drives it tells it what
/// happened, then asks ``next(at:)`` for actions until that says to wait:
///
/// ```swift
/// scheduler.wake(daemon, at: now)
/// while true {
///     switch scheduler.next(at: now) {
///     case .run(let daemon, _): start(daemon)
///     case .wait(let instant): arm(instant); return
///     ...
///     }
/// }
/// ```
///
/// Instants never go back from one call to the next. An event takes O(log n), amortized, and allocates nothing once
/// the queues have grown. A daemon takes 40 bytes and an entry in the queue it stands in; sets of parameters are kept
/// once, however many daemons share them.
///
/// The rules are those of `Documentation/schedule.md`.
public struct Scheduler: Sendable {
    /// How long the app lives and how many runs it has at once.
    public internal(set) var app: AppParameters
    var table = ParameterTable()
    var daemons: ContiguousArray<DaemonState> = []
    var vacancies: [UInt32] = []
    var nextOrder: UInt32 = 0
    /// The daemons that are neither removed nor done; paused ones are among them.
    public internal(set) var daemonCount = 0

    var waiting = StampedHeap<Instant>()
    var waitingForQuiet = StampedHeap<Nanoseconds>()
    var readyShared = FloorQueue()
    var readyOwn = FloorQueue()
    var timeouts = StampedHeap<Instant>()
    /// The runs that daemons still have to catch up on, each due as soon as the one before has ended; by slot.
    var catchUps: [Int: Int] = [:]

    /// Runs in progress.
    public internal(set) var running = 0
    var runningOnSharedFloors = 0
    var requests = RequestState()
    var lifetime: Lifetime

    /// A scheduler at the start of its app, without daemons.
    /// - Parameter listensForRequests: whether a gateway listens, so that the app has something to stay for.
    public init(_ app: AppParameters, listensForRequests: Bool = false) {
        self.app = app
        requests.isListening = listensForRequests
        lifetime = Lifetime(app, listensForRequests: listensForRequests)
    }

    // MARK: Daemons

    /// Adds a daemon, whose first run is due `startAfter` from now. It comes last in the order of the daemons.
    public mutating func add(_ parameters: DaemonParameters, at now: Instant = .start) -> DaemonID {
        advance(to: now)
        let slot = occupy(parameters, due: now + parameters.startAfter, interval: parameters.runEvery)
        enqueue(slot)
        return identifier(of: slot)
    }

    /// Gives a new daemon a slot, in no queue.
    mutating func occupy(_ parameters: DaemonParameters, due: Instant, interval: Nanoseconds) -> Int {
        // It matters only for the first run; without it more daemons share a set.
        var shared = parameters
        shared.startAfter = .zero
        let state = DaemonState(
            instant: due,
            interval: interval,
            parameters: table.number(for: shared),
            order: takeOrder(),
            generation: 0
        )
        daemonCount += 1
        guard let vacant = vacancies.popLast() else {
            daemons.append(state)
            return daemons.count - 1
        }
        let slot = Int(vacant)
        let previous = daemons[slot]
        daemons[slot] = state
        daemons[slot].generation = previous.generation &+ 1
        daemons[slot].stamp = previous.stamp
        return slot
    }

    /// Makes room for so many daemons in all.
    public mutating func reserveCapacity(_ count: Int) {
        daemons.reserveCapacity(count)
    }

    /// Removes a daemon; one that runs goes when its run ends. A daemon that is gone already is ignored.
    public mutating func remove(_ id: DaemonID, at now: Instant) {
        advance(to: now)
        guard let slot = slot(of: id) else { return }
        if daemons[slot].phase == .running {
            daemons[slot].flags.insert(.leaving)
        } else {
            vacate(slot)
        }
    }

    /// The parameters of a daemon, without `startAfter`, which counts only when it is added; nil if it is gone.
    public func parameters(of id: DaemonID) -> DaemonParameters? {
        slot(of: id).map { table[daemons[$0].parameters] }
    }

    /// The identifiers of all daemons that are left, in the order of their start.
    public var identifiers: [DaemonID] {
        daemons.indices
            .filter { daemons[$0].phase != .vacant }
            .sorted { daemons[$0].order < daemons[$1].order }
            .map { DaemonID(slot: UInt32($0), generation: daemons[$0].generation) }
    }

    // MARK: Inside

    /// The index of a daemon's state; nil if it is gone.
    @inline(__always)
    func slot(of id: DaemonID) -> Int? {
        let slot = Int(id.slot)
        guard slot < daemons.count, daemons[slot].generation == id.generation, daemons[slot].phase != .vacant
        else { return nil }
        return slot
    }

    /// The next place in the order; when the numbers run out, the daemons that are left are numbered anew.
    private mutating func takeOrder() -> UInt32 {
        if nextOrder == .max {
            number(identifiers)
        }
        defer { nextOrder += 1 }
        return nextOrder
    }

    /// Numbers the daemons from 0 on; they are all that are left.
    mutating func number(_ identifiers: [DaemonID]) {
        for (order, id) in identifiers.enumerated() { daemons[id.index].order = UInt32(order) }
        nextOrder = UInt32(identifiers.count)
        requeueAll()
    }

    mutating func vacate(_ slot: Int) {
        if !catchUps.isEmpty { catchUps[slot] = nil }
        table.release(daemons[slot].parameters)
        daemons[slot].phase = .vacant
        daemons[slot].stamp &+= 1
        vacancies.append(UInt32(slot))
        daemonCount -= 1
        lifetime.decisionIsDue = true
    }
}

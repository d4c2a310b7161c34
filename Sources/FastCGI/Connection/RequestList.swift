/// The requests of a connection. Most connections have one, so they are looked through.
struct RequestList {
    private var numbers: [UInt16] = []
    private var states: [RequestState] = []
    /// How many requests have at least as much in flight as they may.
    private(set) var fullCount = 0
    /// How many requests are waiting for the end of their variables.
    private(set) var namingCount = 0

    var count: Int { states.count }

    subscript(index: Int) -> RequestState {
        _read { yield states[index] }
        _modify { yield &states[index] }
    }

    @inline(__always)
    func index(of number: UInt16) -> Int? {
        numbers.firstIndex(of: number)
    }

    /// A request of the application; nil if it has ended.
    @inline(__always)
    func index(of id: RequestID) -> Int? {
        guard let index = numbers.firstIndex(of: id.number), states[index].id == id else { return nil }
        return index
    }

    mutating func append(_ state: RequestState) {
        numbers.append(state.id.number)
        states.append(state)
        namingCount += 1
    }

    /// The application has the request at an index now.
    mutating func start(_ index: Int) {
        states[index].phase = .running
        namingCount -= 1
    }

    /// Changes how many bytes of a request are in flight.
    mutating func addBytesInFlight(_ count: Int, to index: Int, limit: Int) {
        let before = states[index].bytesInFlight
        let after = max(0, before + count)
        states[index].bytesInFlight = after
        fullCount += (after >= limit ? 1 : 0) - (before >= limit ? 1 : 0)
    }

    mutating func remove(_ index: Int, limit: Int) -> RequestState {
        addBytesInFlight(-states[index].bytesInFlight, to: index, limit: limit)
        if states[index].phase == .naming { namingCount -= 1 }
        numbers.swapAt(index, numbers.count - 1)
        states.swapAt(index, states.count - 1)
        numbers.removeLast()
        return states.removeLast()
    }

    /// Aborts a request that runs; what it had in flight counts no more.
    mutating func abort(_ index: Int, limit: Int) {
        addBytesInFlight(-states[index].bytesInFlight, to: index, limit: limit)
        states[index].phase = .aborted
        states[index].held = []
        states[index].heldBytes = 0
    }

    /// Aborts those that run, and forgets those whose variables are coming.
    mutating func abortAll() -> [RequestID] {
        var aborted: [RequestID] = []
        var index = 0
        while index < count {
            switch states[index].phase {
            case .naming:
                _ = remove(index, limit: .max)
                continue
            case .running:
                abort(index, limit: .max)
                aborted.append(states[index].id)
            case .aborted: break
            }
            index += 1
        }
        fullCount = 0
        return aborted
    }
}

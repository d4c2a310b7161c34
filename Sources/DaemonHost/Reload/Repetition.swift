/// Whether something has to be done that is asked for again and again: it is done once at a time, and once more for all
/// who have asked meanwhile.
///
/// ```
///  idle ──ask──▶ busy ──ask──▶ again
///    ▲           │  ▲            │
///    └───ended───┘  └───ended────┘
/// ```
/// What is left out: to ask in `again` changes nothing.
struct Repetition {
    private enum State {
        case idle, busy, again
    }

    private var state = State.idle

    /// Somebody asks for it.
    /// - Returns: whether it has to begin.
    mutating func ask() -> Bool {
        defer { state = state == .idle ? .busy : .again }
        return state == .idle
    }

    /// It is done.
    /// - Returns: whether it has to be done again.
    mutating func ended() -> Bool {
        defer { state = state == .again ? .busy : .idle }
        return state == .again
    }

    /// It could not begin.
    mutating func failed() {
        state = .idle
    }
}

/// The web requests as the schedule sees them.
struct RequestState {
    /// Whether a gateway listens.
    var isListening = false
    var inFlight = 0
    var answered: Int64 = 0
    /// The end of the last request that ended; nil where none has.
    var lastEnd: Instant?

    /// When it has been quiet for so long, if no request comes; where none has ended yet, it is quiet.
    @inline(__always)
    func quietInstant(for length: Nanoseconds) -> Instant {
        guard let lastEnd else { return .start }
        return lastEnd + length
    }

    @inline(__always)
    func isQuiet(for length: Nanoseconds, at now: Instant) -> Bool {
        inFlight == 0 && now >= quietInstant(for: length)
    }
}

import Scheduling

/// The web requests of a trace: how many were in flight when.
struct RequestHistory {
    /// The number in flight from each instant on at which it changed.
    private(set) var steps: [(at: Instant, inFlight: Int)] = []
    /// The stretches in which requests were in flight, but for one that has not ended.
    private(set) var busy: [Span] = []
    /// When the present stretch began; nil while no request is in flight.
    private(set) var busySince: Instant?
    private(set) var answered = 0
    private(set) var inFlight = 0
    private(set) var greatestInFlight = 0

    var count: Int { answered + inFlight }

    mutating func begin(at now: Instant) {
        if inFlight == 0 { busySince = now }
        inFlight += 1
        greatestInFlight = max(greatestInFlight, inFlight)
        steps.append((now, inFlight))
    }

    mutating func end(at now: Instant) {
        inFlight -= 1
        answered += 1
        steps.append((now, inFlight))
        if inFlight == 0, let since = busySince {
            busy.append(Span(since, now))
            busySince = nil
        }
    }

    /// When it has been quiet for so long, if no request comes; nil while one is in flight.
    func quietInstant(for quiet: Nanoseconds) -> Instant? {
        guard busySince == nil else { return nil }
        return busy.last.map { $0.end + quiet } ?? .start
    }

    /// The parts of a wait in which it was not quiet for so long.
    func disturbances(of wait: Span, quiet: Nanoseconds) -> [Span] {
        var parts: [Span] = []
        for stretch in busy[firstStretch(thatDisturbs: wait.start, quiet)...] {
            guard stretch.start < wait.end else { break }
            append(Span(stretch.start, stretch.end + quiet))
        }
        if let since = busySince, since < wait.end { append(Span(since, wait.end)) }
        return parts

        func append(_ span: Span) {
            let part = Span(max(span.start, wait.start), min(span.end, wait.end))
            if let last = parts.last, part.start <= last.end {
                parts[parts.count - 1].end = part.end
            } else if part.start < part.end {
                parts.append(part)
            }
        }
    }

    /// The index of the first stretch after whose end it was not yet quiet at an instant.
    private func firstStretch(thatDisturbs instant: Instant, _ quiet: Nanoseconds) -> Int {
        var (low, high) = (0, busy.count)
        while low < high {
            let middle = (low + high) / 2
            if busy[middle].end + quiet > instant { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

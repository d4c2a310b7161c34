import Scheduling

/// A stretch of the schedule's time; its end no longer belongs to it.
struct Span: Hashable {
    var start: Instant
    var end: Instant

    init(_ start: Instant, _ end: Instant) {
        self.start = start
        self.end = end
    }

    var length: Nanoseconds { end - start }

    /// What is left of it without some of its parts, which are in order and do not overlap.
    func subtracting(_ parts: [Span]) -> [Span] {
        var rest: [Span] = []
        var start = start
        for part in parts {
            if start < part.start { rest.append(Span(start, part.start)) }
            start = part.end
        }
        if start < end { rest.append(Span(start, end)) }
        return rest
    }
}

import Scheduling

/// Spans in order of time, of which only a bounded number is kept: those that lie closest together become one.
struct MergedSpans {
    /// The most spans there are; about one a pixel of a picture.
    static let limit = 1_024

    private(set) var spans: [Span] = []
    /// Spans that are no farther apart than this become one.
    private var resolution = Nanoseconds.zero

    /// Appends a span that starts no earlier than the last one.
    mutating func append(_ span: Span) {
        merge(span)
        guard spans.count > MergedSpans.limit else { return }
        let finest = Nanoseconds((spans[spans.count - 1].end - spans[0].start).count / Int64(MergedSpans.limit))
        while spans.count > MergedSpans.limit / 2 {
            resolution = max(resolution * 2, finest)
            let fine = spans
            spans.removeAll(keepingCapacity: true)
            for span in fine { merge(span) }
        }
    }

    private mutating func merge(_ span: Span) {
        if let last = spans.last, span.start - last.end <= resolution {
            spans[spans.count - 1].end = max(last.end, span.end)
        } else {
            spans.append(span)
        }
    }
}

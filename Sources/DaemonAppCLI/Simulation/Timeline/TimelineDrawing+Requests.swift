import Scheduling

/// The lane of the web requests: how many are in flight.
extension TimelineDrawing {
    func drawRequests(_ svg: inout SVGWriter) {
        let requests = timeline.requests
        let count = "\(requests.count) request\(requests.count == 1 ? "" : "s")"
        let words = "\(count), at most \(requests.greatestInFlight) in flight"
        drawName("web requests", words, &svg)
        let data = requests.count > DaemonLane.mostRuns ? band : steps
        svg.element("path", ["class": "requests", "d": data], title: [words])
    }

    /// The number in flight as a line of steps.
    private var steps: String {
        let height = 24 / Double(timeline.requests.greatestInFlight)
        var data = "M\(px(scale.left)) 30"
        for (at, inFlight) in timeline.requests.steps {
            data += "H\(px(scale.x(at)))V\(px(30 - Double(inFlight) * height))"
        }
        return data + "H\(px(scale.x(timeline.ending.at)))V30z"
    }

    /// The stretches in which any were in flight.
    private var band: String {
        let requests = timeline.requests
        var stretches = MergedSpans()
        for stretch in requests.busy { stretches.append(stretch) }
        if let since = requests.busySince { stretches.append(Span(since, timeline.ending.at)) }
        return stretches.spans
            .map { "M\(px(scale.x($0.start))) 8H\(px(scale.x($0.end)))v18H\(px(scale.x($0.start)))z" }
            .joined()
    }
}

import Scheduling

/// The lane of a daemon.
extension TimelineDrawing {
    func drawLane(_ lane: DaemonLane, _ svg: inout SVGWriter) {
        let schedule = timeline.schedule(of: lane)
        drawName(lane.name, schedule, title: [lane.name, schedule], &svg)
        drawWaits(lane, &svg)
        if let band = lane.band { drawBand(band, of: lane, &svg) }
        for run in lane.runs { drawObstacles(run.wait.obstacles, &svg) }
        for mark in RunMark.allCases { drawRuns(lane, mark, &svg) }
        path(lane.runs.filter(\.wait.isWoken).map { TimelineShape.wake(x: scale.x($0.wait.due), y: 26) }, "wake", &svg)
        drawLastState(lane, &svg)
    }

    /// The lines from the end of a run to the instant at which the next is due.
    private func drawWaits(_ lane: DaemonLane, _ svg: inout SVGWriter) {
        let middle = px(TimelineShape.middle)
        var waits = lane.runs.map { Span($0.wait.since, $0.wait.due) }
        if let band = lane.band { waits.append(Span(.start, band.span.start)) }
        if case .waiting(let wait) = lane.state { waits.append(Span(wait.since, min(wait.due, timeline.ending.at))) }
        path(
            waits.map { (scale.x($0.start), scale.x($0.end)) }.filter { $1 - $0 >= 0.5 }
                .map { "M\(px($0)) \(middle)H\(px($1))" },
            "wait", &svg)
    }

    private func drawRuns(_ lane: DaemonLane, _ mark: RunMark, _ svg: inout SVGWriter) {
        let runs = lane.runs.filter { $0.mark == mark }
        guard !runs.isEmpty else { return }
        let height = TimelineShape.height(mark)
        let y = px(TimelineShape.middle - height / 2)
        svg.group(["class": mark.rawValue]) { svg in
            for run in runs {
                let (x, width) = extent(run.span)
                svg.element(
                    "rect", ["x": px(x), "y": y, "width": px(width), "height": px(height)],
                    title: timeline.words(run, of: lane))
            }
            path(runs.compactMap { sign(mark, $0.span) }, nil, &svg)
        }
    }

    private func drawBand(_ band: RunBand, of lane: DaemonLane, _ svg: inout SVGWriter) {
        let (x, width) = extent(band.span)
        svg.group([:], title: timeline.words(band, of: lane)) { svg in
            svg.element("rect", ["class": "band", "x": px(x), "y": "8", "width": px(width), "height": "18"])
            path(band.floor.spans.map { line($0, y: 29) }, "floor thin", &svg)
            path(band.quiet.spans.map { line($0, y: 29) }, "quiet thin", &svg)
            for mark in RunMark.allCases {
                guard let spans = band.marks[mark]?.spans else { continue }
                let bars = spans.map { span in
                    let (x, width) = extent(span)
                    return TimelineShape.bar(mark, x: x, width: width)
                }
                path(bars + spans.compactMap { sign(mark, $0) }, mark.rawValue, &svg)
            }
        }
    }

    private func drawObstacles(_ obstacles: Obstacles, _ svg: inout SVGWriter) {
        let words = timeline.words(obstacles)
        for (spans, style, reason) in [
            (obstacles.floor, "floor", timeline.behind(obstacles)), (obstacles.quiet, "quiet", "waits for quiet"),
        ] {
            guard let longest = spans.max(by: { $0.length < $1.length }) else { continue }
            path(spans.map { line($0) }, style, title: words, &svg)
            let x = scale.x(longest.start)
            if FittedText.width(reason, fontSize: 9) < scale.x(longest.end) - x {
                text(reason, x: x + 1, y: 9, class: "reason", &svg)
            }
        }
    }

    /// What the daemon does when the app stops, and when it would run next.
    private func drawLastState(_ lane: DaemonLane, _ svg: inout SVGWriter) {
        switch lane.state {
        case .running: break
        case .done(let since): drawState("done", since: since, &svg)
        case .paused(let since): drawState("paused by FailureLimit", since: since, &svg)
        case .waiting(let wait):
            drawObstacles(wait.obstacles, &svg)
            if timeline.ending.reason != nil { drawNext(wait, of: lane, &svg) }
        }
    }

    private func drawState(_ state: String, since: Instant, _ svg: inout SVGWriter) {
        let x = scale.x(since) + 10
        guard x + FittedText.width(state, fontSize: 9) < scale.right else { return }
        text(state, x: x, y: 20, class: "reason", &svg)
    }

    /// When the daemon could have run next, had the app not stopped.
    private func drawNext(_ wait: LaneWait, of lane: DaemonLane, _ svg: inout SVGWriter) {
        let ending = timeline.ending
        let quiet = lane.parameters.whenQuietFor.flatMap { timeline.requests.quietInstant(for: $0) }
        let next = max(wait.due, quiet ?? .start)
        guard next >= ending.stopBegin else { return }
        if next > ending.at { path([line(Span(ending.at, next))], "beyond", &svg) }
        guard next <= scale.end else { return }
        svg.element(
            "circle", ["class": "due", "cx": px(scale.x(next)), "cy": px(TimelineShape.middle), "r": "3"],
            title: ["\(lane.name): could have run next at \(next.exactText)"])
    }

    // MARK: Parts

    /// The place of a run, which is never too thin to be seen and leaves a gap before one that follows at once.
    private func extent(_ span: Span) -> (x: Double, width: Double) {
        let x = scale.x(span.start)
        return (x, max(scale.x(span.end) - x - 1, 3))
    }

    private func sign(_ mark: RunMark, _ span: Span) -> String? {
        let (x, width) = extent(span)
        return TimelineShape.sign(mark, x: x, width: width)
    }

    /// A line up to an instant, never too short to be seen, as a part of a path.
    private func line(_ span: Span, y: Double = TimelineShape.middle) -> String {
        let end = scale.x(span.end)
        return "M\(px(min(scale.x(span.start), end - 2))) \(px(y))H\(px(end))"
    }

    func path(_ parts: [String], _ style: String?, title: [String] = [], _ svg: inout SVGWriter) {
        guard !parts.isEmpty else { return }
        let data = parts.joined()
        svg.element("path", style.map { ["class": $0, "d": data] } ?? ["d": data], title: title)
    }
}

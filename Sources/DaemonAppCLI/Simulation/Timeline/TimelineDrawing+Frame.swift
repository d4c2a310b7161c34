import ScheduleSimulation
import Scheduling

/// What lies behind the lanes: the axis, how the app ends, and the limits of its life.
extension TimelineDrawing {
    func drawFrame(_ svg: inout SVGWriter) {
        let (top, height) = (TimelineDrawing.top, TimelineDrawing.laneHeight)
        let stripes = Int((bottom - top) / height / 2 + 0.5)
        let stripe = "h\(px(TimelineDrawing.width))v\(px(height))H0z"
        path((0..<stripes).map { "M0 \(px(top + Double(2 * $0) * height))\(stripe)" }, "stripe", &svg)
        drawSpan(timeline.ending.gap, "gap", &svg)
        drawSpan(timeline.ending.grace, "grace", &svg)
        let axis = TimeAxis(end: scale.end, mostSteps: 12)
        path(axis.ticks.map { "M\(px(scale.x($0))) \(px(top - 4))V\(px(bottom + 4))" }, "grid", &svg)
        for tick in axis.ticks {
            text(tick.exactText, x: scale.x(tick), y: top - 8, class: "tick", anchor: "middle", &svg)
            text(tick.exactText, x: scale.x(tick), y: bottom + 16, class: "tick", anchor: "middle", &svg)
        }
    }

    private func drawSpan(_ span: Span?, _ style: String, _ svg: inout SVGWriter) {
        guard let span else { return }
        let x = scale.x(span.start)
        svg.element(
            "rect",
            [
                "class": style, "x": px(x), "y": px(TimelineDrawing.top), "width": px(scale.x(span.end) - x),
                "height": px(bottom - TimelineDrawing.top),
            ])
    }

    /// The stop, the gap for which the app leaves, and the grace that the stop gives.
    func drawEnding(_ svg: inout SVGWriter) {
        let (ending, parameters, top) = (timeline.ending, timeline.app.parameters, TimelineDrawing.top)
        let x = scale.x(ending.at)
        if let reason = ending.reason {
            path(["M\(px(x)) \(px(top - 48))V\(px(top - 20))M\(px(x)) \(px(top - 4))V\(px(bottom + 4))"], "stop", &svg)
            note("stop at \(ending.at.exactText): \(reason.rawValue)", beside: x, y: top - 38, &svg)
        } else {
            note("the simulation ends", beside: x, y: top - 38, &svg)
        }
        if let gap = ending.gap, let limit = parameters.shutdownIfIdle {
            let length = gap.end == .never ? "endless gap" : "gap of \(gap.length.exactText)"
            let arrow = gap.end > scale.end ? " →" : ""
            note("\(length) ≥ ShutdownIfIdle \(limit.exactText)\(arrow)", beside: x, y: top - 24, &svg)
        }
        if let grace = ending.grace {
            let words = "grace: \(grace.length.exactText) of \(parameters.gracePeriod.exactText)"
            note(words, beside: scale.x(grace.start), y: top - 24, &svg)
        }
    }

    /// The limits of the app's life that lie in the picture.
    var limits: [(name: String, at: Instant)] {
        let parameters = timeline.app.parameters
        return [("StayAliveFor", parameters.stayAliveFor), ("ShutdownAfter", parameters.shutdownAfter ?? .zero)]
            .map { ($0, .start + $1) }
            .filter { $0.1 > .start && $0.1 <= scale.end }
    }

    /// The limits, each with its name in a row of its own below the lanes.
    func drawLimits(_ svg: inout SVGWriter) {
        for (row, limit) in limits.enumerated() {
            let (x, y) = (scale.x(limit.at), bottom + 34 + 16 * Double(row))
            let line = "M\(px(x)) \(px(TimelineDrawing.top))V\(px(bottom + 4))M\(px(x)) \(px(bottom + 20))V\(px(y))"
            path([line], "limit", &svg)
            note("\(limit.name) \(limit.at.exactText)", beside: x, y: y, &svg)
        }
    }
}

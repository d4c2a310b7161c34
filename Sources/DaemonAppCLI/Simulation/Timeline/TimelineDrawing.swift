import EventLog
import ScheduleSimulation
import Scheduling

/// Draws a timeline as SVG: a heading and a legend, the time axis and how the app ends, and over
/// them the lanes.
struct TimelineDrawing {
    static let width = 1_280.0
    /// Where the lanes begin, from above.
    static let top = 156.0
    static let laneHeight = 34.0

    let timeline: Timeline
    let scale: TimeScale

    init(_ timeline: Timeline) {
        self.timeline = timeline
        let left = 250.0
        scale = TimeScale(end: timeline.ending.axisEnd, left: left, width: TimelineDrawing.width - left - 36)
    }

    var hasRequests: Bool { timeline.requests.count > 0 }

    var bottom: Double {
        let lanes = timeline.lanes.count + (hasRequests ? 1 : 0)
        return TimelineDrawing.top + TimelineDrawing.laneHeight * Double(max(lanes, 1))
    }

    var svg: String {
        let (width, height) = (px(TimelineDrawing.width), px(bottom + 28 + 16 * Double(limits.count)))
        let attributes: KeyValuePairs = [
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)", "width": width,
            "height": height, "role": "img",
        ]
        var svg = SVGWriter()
        svg.group(attributes, name: "svg", title: ["The schedule of \(timeline.app.name)"]) { svg in
            svg.group([:], name: "style") { svg in
                for rule in TimelineStyle.rules { svg.line(rule) }
            }
            svg.element("rect", ["class": "paper", "width": width, "height": height])
            drawHeading(&svg)
            drawLegend(&svg)
            drawFrame(&svg)
            drawEnding(&svg)
            drawLimits(&svg)
            drawLanes(&svg)
        }
        return svg.text
    }

    private func drawLanes(_ svg: inout SVGWriter) {
        var y = TimelineDrawing.top
        if hasRequests {
            svg.group(["transform": "translate(0 \(px(y)))"]) { drawRequests(&$0) }
            y += TimelineDrawing.laneHeight
        }
        for lane in timeline.lanes {
            svg.group(["data-daemon": lane.name, "transform": "translate(0 \(px(y)))"]) { drawLane(lane, &$0) }
            y += TimelineDrawing.laneHeight
        }
        if timeline.lanes.isEmpty {
            text("no daemons", x: scale.left + 8, y: y + 21, class: "small", &svg)
        }
    }

    // MARK: Text

    /// What stands at the left of a lane: a name and a line of small text.
    func drawName(_ name: String, _ words: String, title: [String] = [], _ svg: inout SVGWriter) {
        let room = scale.left - 24
        let name = FittedText.truncated(name.printable, to: room, fontSize: 12)
        text(name, x: 12, y: 15, class: "name", title: title, &svg)
        text(FittedText.truncated(words, to: room, fontSize: 10), x: 12, y: 28, class: "small", title: title, &svg)
    }

    func text(
        _ text: String, x: Double, y: Double, class style: String, anchor: String = "start", title: [String] = [],
        _ svg: inout SVGWriter
    ) {
        let attributes: KeyValuePairs = ["class": style, "x": px(x), "y": px(y), "text-anchor": anchor]
        svg.element("text", attributes, title: title, text: text)
    }

    /// A note at the right of a vertical line, or at its left where the right has no room for it.
    func note(_ text: String, beside x: Double, y: Double, _ svg: inout SVGWriter) {
        let isRight = x + 5 + FittedText.width(text, fontSize: 11) < TimelineDrawing.width
        self.text(text, x: isRight ? x + 5 : x - 5, y: y, class: "note", anchor: isRight ? "start" : "end", &svg)
    }
}

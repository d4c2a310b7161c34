import EventLog
import ScheduleSimulation
import Scheduling

/// The heading and the legend.
extension TimelineDrawing {
    func drawHeading(_ svg: inout SVGWriter) {
        let name = FittedText.truncated(
            timeline.app.name.printable, to: TimelineDrawing.width - 24, fontSize: 22)
        text(name, x: 12, y: 30, class: "app", title: [timeline.app.name], &svg)
        text(timeline.ending.words, x: 12, y: 50, class: "ending", &svg)
        text(timeline.parameters, x: 12, y: 67, class: "small", &svg)
    }

    func drawLegend(_ svg: inout SVGWriter) {
        var x = 12.0
        for entry in legend {
            svg.group(["transform": "translate(\(px(x)) 72)"]) { svg in
                svg.element("path", ["class": entry.style, "d": entry.sample])
                text(entry.text, x: 25, y: 21, class: "small", &svg)
            }
            x += 25 + FittedText.width(entry.text, fontSize: 10) + 10
        }
    }

    /// What the picture shows, each with a sample.
    private var legend: [(style: String, sample: String, text: String)] {
        let lanes = timeline.lanes
        let unfinished = timeline.ending.reason == nil ? "still in progress" : "cut off"
        var entries: [(style: String, sample: String, text: String)] = []
        for mark in RunMark.allCases where lanes.contains(where: { $0.counts[mark] != nil }) {
            let sample = TimelineShape.bar(mark, x: 4, width: 12) + (TimelineShape.sign(mark, x: 4, width: 12) ?? "")
            entries.append((mark.rawValue, sample, mark == .unfinished ? unfinished : mark.rawValue))
        }
        entries.append(("wait", "M0 17H20", "not due yet"))
        if has(\.floor) { entries.append(("floor", "M1 17H20", "waits for a floor")) }
        if has(\.quiet) { entries.append(("quiet", "M3 17H20", "waits for quiet")) }
        if lanes.contains(where: { $0.runs.contains { $0.wait.isWoken } }) {
            entries.append(("wake", TimelineShape.wake(x: 10, y: 14), "woken"))
        }
        if lanes.contains(where: { $0.band != nil }) { entries.append(("band", "M1 8h18v18h-18z", "many runs")) }
        if hasRequests { entries.append(("requests", "M0 26V17H8V8H14V26z", "requests in flight")) }
        if timeline.ending.gap != nil { entries.append(("gap", "M0 8h20v18h-20z", "gap")) }
        if timeline.ending.grace != nil { entries.append(("grace", "M0 8h20v18h-20z", "grace")) }
        if timeline.ending.reason != nil, !lanes.isEmpty {
            entries.append(("due", "M7 17a3 3 0 1 1 6 0a3 3 0 1 1 -6 0z", "could run next"))
        }
        return entries
    }

    private func has(_ obstacle: KeyPath<Obstacles, [Span]>) -> Bool {
        timeline.lanes.contains { lane in
            if case .waiting(let wait) = lane.state, !wait.obstacles[keyPath: obstacle].isEmpty { return true }
            return lane.runs.contains { !$0.wait.obstacles[keyPath: obstacle].isEmpty }
        }
    }
}

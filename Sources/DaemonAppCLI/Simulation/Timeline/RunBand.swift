import Scheduling

/// Many runs of a lane as one band: when there were runs of each mark, and when the daemon waited for what.
struct RunBand {
    /// From the first start to the last end.
    private(set) var span: Span
    private(set) var marks: [RunMark: MergedSpans] = [:]
    private(set) var floor = MergedSpans()
    private(set) var quiet = MergedSpans()
    /// The number of runs that waited for a floor, and for quiet.
    private(set) var waitsForFloor = 0
    private(set) var waitsForQuiet = 0

    /// A band of runs in order; there is at least one.
    init(_ runs: [LaneRun]) {
        span = runs[0].span
        for run in runs { append(run) }
    }

    /// Adds the next run.
    mutating func append(_ run: LaneRun) {
        span.end = run.end
        marks[run.mark, default: MergedSpans()].append(run.span)
        let obstacles = run.wait.obstacles
        for part in obstacles.floor { floor.append(part) }
        for part in obstacles.quiet { quiet.append(part) }
        if !obstacles.floor.isEmpty { waitsForFloor += 1 }
        if !obstacles.quiet.isEmpty { waitsForQuiet += 1 }
    }
}

import ScheduleSimulation
import Scheduling

/// What a timeline says of its parts in words.
extension Timeline {
    /// The tooltip of a run.
    func words(_ run: LaneRun, of lane: DaemonLane) -> [String] {
        let length = run.span.length.exactText
        var lines = ["\(lane.name), run \(run.number): \(outcome(of: run))"]
        lines.append("start \(run.start.exactText), length \(length)\(run.finish == nil ? " so far" : "")")
        lines.append("due \(run.wait.due.exactText)" + (run.wait.isWoken ? " by a wake" : ""))
        lines += words(run.wait.obstacles)
        if let finish = run.finish { lines.append(next(after: finish, at: run.end)) }
        return lines
    }

    private func outcome(of run: LaneRun) -> String {
        guard let finish = run.finish else {
            return ending.reason == nil ? "still in progress" : "cut off at the end of the grace"
        }
        return "\(finish.outcome.name), \(finish.units) unit\(finish.units == 1 ? "" : "s")"
    }

    private func next(after finish: LaneRun.Finish, at end: Instant) -> String {
        guard let next = finish.next else { return "no next run: the daemon is done" }
        guard !finish.isPaused else { return "no next run: paused by FailureLimit" }
        return "next wait \((next - end).exactText), due \(next.exactText)"
    }

    /// What kept a daemon waiting, a line each.
    func words(_ obstacles: Obstacles) -> [String] {
        var lines: [String] = []
        if !obstacles.floor.isEmpty {
            lines.append("waited \(total(obstacles.floor)) for a floor \(behind(obstacles))")
        }
        if !obstacles.quiet.isEmpty { lines.append("waited \(total(obstacles.quiet)) for quiet") }
        return lines
    }

    private func total(_ spans: [Span]) -> String {
        spans.reduce(.zero) { $0 + $1.length }.exactText
    }

    /// Behind whom a daemon waited for a floor.
    func behind(_ obstacles: Obstacles) -> String {
        var names = obstacles.holders.map { lanes[$0].name }
        let last = obstacles.otherHolders > 0 ? "\(obstacles.otherHolders) more" : names.popLast() ?? ""
        return "behind " + (names.isEmpty ? last : "\(names.joined(separator: ", ")) and \(last)")
    }

    /// The tooltip of a band.
    func words(_ band: RunBand, of lane: DaemonLane) -> [String] {
        [
            "\(lane.name): \(lane.runCount) runs from \(band.span.start.exactText) to \(band.span.end.exactText)",
            RunMark.allCases.compactMap { mark in lane.counts[mark].map { "\($0) \(mark.rawValue)" } }
                .joined(separator: ", "),
            "\(band.waitsForFloor) waited for a floor, \(band.waitsForQuiet) for quiet",
        ]
    }

    /// The schedule of a daemon, in short.
    func schedule(of lane: DaemonLane) -> String {
        let parameters = lane.parameters
        var words = ["\(lane.runCount) run\(lane.runCount == 1 ? "" : "s")", "every \(parameters.runEvery.text)"]
        if parameters.maximumIdle > parameters.runEvery { words[1] += " to \(parameters.maximumIdle.text)" }
        if parameters.minimumIdle < parameters.runEvery { words.append("\(parameters.minimumIdle.text) after work") }
        if parameters.priority != 0 { words.append("priority \(parameters.priority)") }
        if let quiet = parameters.whenQuietFor { words.append("when quiet for \(quiet.text)") }
        if parameters.floor == .own { words.append("own floor") }
        return words.joined(separator: ", ")
    }

    /// The parameters of the app that shape the picture.
    var parameters: String {
        let parameters = app.parameters
        var words = ["Concurrency \(parameters.concurrency)", "StayAliveFor \(parameters.stayAliveFor.text)"]
        if let length = parameters.shutdownAfter { words.append("ShutdownAfter \(length.text)") }
        if let length = parameters.shutdownIfIdle { words.append("ShutdownIfIdle \(length.text)") }
        words.append("GracePeriod \(parameters.gracePeriod.text)")
        if let count = parameters.maximumRequests { words.append("MaximumRequests \(count)") }
        return words.joined(separator: ", ")
    }
}

import Scheduling

/// How a timeline ends: with a stop, or where the simulation ends before the app does.
struct TimelineEnding {
    let at: Instant
    /// Why the app stops; nil where the simulation ends before.
    let reason: StopReason?
    /// When the app should be started again.
    let next: Instant?
    /// The ending in words that follow the app's name.
    let words: String
    /// When the stop began: from there on no run starts.
    let stopBegin: Instant

    /// What runs and requests in progress got to finish.
    var grace: Span? {
        stopBegin < at ? Span(stopBegin, at) : nil
    }

    /// The gap in the schedule for which the app leaves.
    var gap: Span? {
        reason == .idle ? Span(at, next ?? .never) : nil
    }

    /// Where the picture ends: past a stop, so that one sees what the app did not wait for, but never far past it.
    var axisEnd: Instant {
        let length = at.sinceStart.count
        let room: Int64
        switch reason {
        case nil: room = 0
        case .idle: room = next == nil ? length / 8 : length / 3 * 2
        default: room = length / 10
        }
        let end = length == 0 ? next ?? at : min(next ?? .never, at + Nanoseconds(room))
        return end == .start ? Instant(.seconds(1)) : end
    }
}

/// The marks of runs in a lane, around the line of waits in its middle.
enum TimelineShape {
    static let middle = 17.0

    /// How high a run is drawn: what found nothing is low.
    static func height(_ mark: RunMark) -> Double {
        mark == .idle ? 8 : 18
    }

    /// A bar as a part of a path.
    static func bar(_ mark: RunMark, x: Double, width: Double) -> String {
        let height = height(mark)
        return "M\(px(x)) \(px(middle - height / 2))h\(px(width))v\(px(height))h\(px(-width))z"
    }

    /// What a bar carries besides its colour, as a part of a path: a failed run a flag, the last run end stops.
    static func sign(_ mark: RunMark, x: Double, width: Double) -> String? {
        switch mark {
        case .failed: "M\(px(x + width / 2 - 4)) 1h8l-4 6z"
        case .done: "M\(px(x - 3)) 6h\(px(width + 6))v2h\(px(-width - 6))zm0 20h\(px(width + 6))v2h\(px(-width - 6))z"
        case .idle, .worked, .unfinished: nil
        }
    }

    /// A wake, which points at the line of waits from below.
    static func wake(x: Double, y: Double) -> String {
        "M\(px(x)) \(px(y))l3.5 7h-7z"
    }
}

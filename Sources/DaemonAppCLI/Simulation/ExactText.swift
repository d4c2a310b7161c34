import Scheduling

extension Nanoseconds {
    /// The length in weeks, days, hours, minutes and seconds, exactly: `1m 40.25s`, `1h`, `never`.
    var exactText: String {
        guard self != .forever else { return "never" }
        var parts: [String] = []
        var rest = count
        for (name, unit) in [("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60)] as [(String, Int64)] {
            let (number, remainder) = rest.quotientAndRemainder(dividingBy: unit * 1_000_000_000)
            if number > 0 { parts.append("\(number)\(name)") }
            rest = remainder
        }
        if rest > 0 || parts.isEmpty {
            var seconds = ""
            seconds.append(seconds: Nanoseconds(rest))
            parts.append(seconds + "s")
        }
        return parts.joined(separator: " ")
    }
}

extension Instant {
    /// The time since the start of the app, exactly.
    var exactText: String { sinceStart.exactText }
}

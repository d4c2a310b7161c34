extension Nanoseconds {
    /// The length as people write it: `1h 30m`, `40s`, `0.25s`, `never`; at most two units, rounded to a millisecond
    /// below a minute and to a second above.
    public var text: String {
        if self == .forever { return "never" }
        if count < 0 { return "-" + Nanoseconds(count == .min ? .max : -count).text }
        if count > 0, count < 1_000_000 { return "<0.001s" }
        if count < 59_999_500_000 {
            var text = ""
            text.append(seconds: Nanoseconds((count + 500_000) / 1_000_000 * 1_000_000))
            return text + "s"
        }
        let seconds = (count - 1) / 1_000_000_000 + 1
        let units: [(length: Int64, name: String)] = [(604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")]
        var rest = seconds
        var parts: [String] = []
        for (length, name) in units {
            let (number, remainder) = rest.quotientAndRemainder(dividingBy: length)
            if number > 0 || !parts.isEmpty { parts.append(number > 0 ? "\(number)\(name)" : "") }
            rest = remainder
            if parts.count == 2 { break }
        }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// How many removals are too many for one run.
enum RefusalLimit: Sendable, Hashable {
    /// More than so many.
    case count(Int)
    /// More than so many hundredths of a percent of the files that are seen.
    case share(hundredths: Int)

    /// Reads `N` or `N%`, which may have two digits after a point; nil if it is neither.
    init?(_ text: String) {
        guard text.hasSuffix("%") else {
            guard let count = RefusalLimit.number(text) else { return nil }
            self = .count(count)
            return
        }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ RefusalLimit.number($0) }), whole <= 100, parts.count <= 2 else {
            return nil
        }
        var hundredths = 0
        if parts.count == 2 {
            guard 1...2 ~= parts[1].count, let digits = RefusalLimit.number(parts[1]) else { return nil }
            hundredths = parts[1].count == 1 ? digits * 10 : digits
        }
        guard whole * 100 + hundredths <= 10000 else { return nil }
        self = .share(hundredths: whole * 100 + hundredths)
    }

    /// Whether so many candidates of so many files are too many.
    func isExceeded(by candidates: Int, of files: Int) -> Bool {
        switch self {
        case .count(let limit): return candidates > limit
        case .share(let hundredths):
            let (left, right) = (candidates.multipliedFullWidth(by: 10000), files.multipliedFullWidth(by: hundredths))
            return (left.high, left.low) > (right.high, right.low)
        }
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
    }
}

extension RefusalLimit: CustomStringConvertible {
    var description: String {
        switch self {
        case .count(let limit): return "\(limit)"
        case .share(let hundredths):
            let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
            if rest == 0 { return "\(whole)%" }
            return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
        }
    }
}

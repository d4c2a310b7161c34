/// Finds the name that somebody may have meant.
enum NearestName {
    /// `; did you mean 'RunEvery'?` where one of the names is near enough, else nothing.
    static func hint(for name: String, among names: some Sequence<String>) -> String {
        nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// The name with the fewest differences, if a third of the letters or fewer differ.
    static func nearest(to name: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().utf8)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let limit = max(1, wanted.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in names {
            let letters = Array(candidate.lowercased().utf8)
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, letters)
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.name
    }

    /// The number of letters to insert, leave out, replace or swap with their neighbour.
    ///
    /// Source: the optimal string alignment distance, after Damerau, "A technique for computer detection and
    /// correction of spelling errors", 1964.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous: [Int] = []
        var row = Array(0...right.count)
        for i in 1...max(left.count, 1) where i <= left.count {
            var next = [i]
            for j in 1...max(right.count, 1) where j <= right.count {
                let isSame = left[i - 1] == right[j - 1]
                var cost = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1))
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    cost = min(cost, previous[j - 2] + 1)
                }
                next.append(cost)
            }
            (previous, row) = (row, next)
        }
        return row[right.count]
    }
}

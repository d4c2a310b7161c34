/// Looks ahead in a file for end tags, to see what a malformed tag was meant for.
struct EndTags {
    /// For each type its tags in the order of the file: where each is, and how many end tags from there on have no
    /// start from there on.
    private var tags: [String: [(offset: Int, unmatched: Int)]] = [:]

    init(_ source: Source) {
        let text = source.bytes
        let bytes = text.span
        var found: [String: [(offset: Int, isEnd: Bool)]] = [:]
        var start = 0
        while start < bytes.count {
            let end = bytes.endOfLine(from: start)
            switch Line(bytes, start..<end) {
            case .sectionStart(let type, _, false):
                found[bytes.text(type).inLowerCase, default: []].append((start, false))
            case .sectionEnd(let type):
                found[bytes.text(type).inLowerCase, default: []].append((start, true))
            default:
                break
            }
            start = end + 1
        }
        tags = found.mapValues { tags in
            var unmatched = 0
            let counted = tags.reversed().map { tag in
                unmatched = tag.isEnd ? unmatched + 1 : max(0, unmatched - 1)
                return (tag.offset, unmatched)
            }
            return counted.reversed()
        }
    }

    /// The number of end tags for a type after a line that end no section that starts after it.
    /// - Parameter offset: where the line starts.
    func unmatched(_ type: String, after offset: Int) -> Int {
        guard let tags = tags[type] else { return 0 }
        var low = 0
        var high = tags.count
        while low < high {
            let middle = (low + high) / 2
            if tags[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return low < tags.count ? tags[low].unmatched : 0
    }
}

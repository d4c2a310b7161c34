/// A range of bytes in half the memory: there is one for each value.
struct TextRange: Sendable {
    private let start: UInt32
    private let end: UInt32

    /// - Precondition: the bounds are less than 4 GiB.
    init(_ range: Range<Int>) {
        start = UInt32(range.lowerBound)
        end = UInt32(range.upperBound)
    }

    var bounds: Range<Int> { Int(start)..<Int(end) }
    var count: Int { Int(end - start) }
}

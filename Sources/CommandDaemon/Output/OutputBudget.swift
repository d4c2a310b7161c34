/// How much of a run's output is logged.
struct OutputBudget: Sendable, Hashable {
    /// Bytes that may still be logged.
    private(set) var remaining: Int
    /// Bytes that came after the budget was spent.
    private(set) var dropped = 0

    /// A budget of so many bytes.
    init(_ bytes: Int) {
        remaining = bytes
    }

    /// So many bytes arrived.
    /// - Returns: how many of them, from the first on, are to be logged.
    mutating func spend(_ bytes: Int) -> Int {
        let granted = min(bytes, remaining)
        remaining -= granted
        dropped += bytes - granted
        return granted
    }
}

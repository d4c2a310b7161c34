/// How far an input of a request has come: its body, or the data for a Filter.
struct InputStream {
    /// The length that was announced.
    let expected: Int?
    /// The most that is taken.
    let limit: Int
    private(set) var received = 0
    /// Whether the end has been told to the application.
    private(set) var isEnded = false
    /// Whether the record that ends the stream has come.
    private(set) var isClosed = false

    init(expected: Int?, limit: Int?) {
        self.expected = expected
        self.limit = min(expected ?? .max, limit ?? .max)
    }

    /// Whether all bytes that were announced are there.
    var hasAll: Bool { isEnded || received == expected }

    /// How many of so many bytes are the application's.
    mutating func take(_ count: Int) -> Int {
        guard !isEnded else { return 0 }
        let taken = min(count, limit - received)
        received += taken
        return taken
    }

    /// More bytes have come than are taken: the end, if that is not because more were sent than announced.
    mutating func overflow() -> InputEnd? {
        guard !isEnded, limit != expected else { return nil }
        isEnded = true
        return .tooLong
    }

    /// The stream has ended; nil if the application knows of its end.
    mutating func close() -> InputEnd? {
        isClosed = true
        guard !isEnded else { return nil }
        isEnded = true
        return received < expected ?? 0 ? .incomplete : .complete
    }
}

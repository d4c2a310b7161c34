import EventLog

/// What is read is not what it should be.
struct InputError: Error, CustomStringConvertible {
    let description: String

    init(_ words: String) {
        description = words.printable
    }
}

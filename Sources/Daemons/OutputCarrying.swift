/// An error that knows the last lines of what a program wrote before it failed.
public protocol OutputCarrying: Error {
    /// The lines, oldest first, escaped; a few.
    var lastLines: [String] { get }
}

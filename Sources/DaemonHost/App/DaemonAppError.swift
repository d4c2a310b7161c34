/// An app could not be made, or not be asked for something.
public struct DaemonAppError: Error, CustomStringConvertible {
    /// The daemon concerned.
    public let daemon: String
    /// What was being done.
    public let step: String
    /// What went wrong.
    public let cause: any Error

    init(_ daemon: String, _ step: String, _ cause: any Error) {
        self.daemon = daemon
        self.step = step
        self.cause = cause
    }

    public var description: String { "daemon '\(daemon)': \(step): \(cause)" }
}

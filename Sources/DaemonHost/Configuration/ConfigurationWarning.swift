public import ZConfig

/// Something in a configuration that is allowed, and that will hardly do what is meant.
public struct ConfigurationWarning: Sendable, Hashable, CustomStringConvertible {
    /// The line that it is about.
    public let position: SourcePosition
    /// The key that it is about; nil: the section.
    public let key: String?
    /// What is wrong with it, and what would be right.
    public let message: String

    /// `FILE:LINE: warning: MESSAGE`.
    public var description: String { "\(position): warning: \(message)" }
}

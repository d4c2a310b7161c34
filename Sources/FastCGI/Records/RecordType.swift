/// What a record of FastCGI 1.0 is. Types that the text does not know may come, too.
public struct RecordType: RawRepresentable, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A request begins: its role and flags.
    public static let beginRequest = RecordType(rawValue: 1)
    /// The web server gives a request up.
    public static let abortRequest = RecordType(rawValue: 2)
    /// The application has finished a request.
    public static let endRequest = RecordType(rawValue: 3)
    /// The stream of the variables.
    public static let parameters = RecordType(rawValue: 4)
    /// The stream of the request's body.
    public static let standardInput = RecordType(rawValue: 5)
    /// The stream of the answer.
    public static let standardOutput = RecordType(rawValue: 6)
    /// The stream of text for the web server's log.
    public static let standardError = RecordType(rawValue: 7)
    /// The stream of the file that a Filter is given.
    public static let data = RecordType(rawValue: 8)
    /// The web server asks for values of the application.
    public static let getValues = RecordType(rawValue: 9)
    /// The values that the web server asked for.
    public static let getValuesResult = RecordType(rawValue: 10)
    /// The answer to a management record of a type that the application does not know.
    public static let unknownType = RecordType(rawValue: 11)

    /// How the content of a record is to be read.
    enum Content {
        /// Bytes of a stream: each piece counts as soon as it is there.
        case stream
        /// It means something only as a whole.
        case whole
        /// It means nothing.
        case skipped
    }

    @inline(__always)
    var content: Content {
        switch self {
        case .parameters, .standardInput, .standardOutput, .standardError, .data: .stream
        case .beginRequest, .abortRequest, .endRequest, .getValues, .getValuesResult, .unknownType: .whole
        default: .skipped
        }
    }
}

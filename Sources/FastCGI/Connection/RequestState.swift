import NIOCore

/// A request of a connection, from the record that begins it to the one that ends it.
///
/// ```
///          end of PARAMS              end()
///  naming ───────────────▶ running ───────────▶ gone
///    │                       │ ABORT, or the connection ends
///    │ ABORT                 ▼          end()
///    └────▶ gone          aborted ────────────▶ gone
/// ```
/// Left out: a request that is refused, or whose variables cannot be read, is gone at once.
struct RequestState {
    enum Phase {
        /// Its variables are coming.
        case naming
        /// The application has it.
        case running
        /// The application has been told to give it up.
        case aborted
    }

    let id: RequestID
    let role: Role
    let keepsConnection: Bool
    var phase = Phase.naming
    /// The variables as far as they have come.
    var parameters = ByteBuffer()
    var body = InputStream(expected: nil, limit: nil)
    var data = InputStream(expected: nil, limit: nil)
    /// The bytes of both that the application has not used up.
    var bytesInFlight = 0
    /// The output that waits for the end of the body.
    var held: [ByteBuffer] = []
    var heldBytes = 0
    var flags: Flags = []

    struct Flags: OptionSet {
        let rawValue: UInt8
        /// Output is held back.
        static let holdsOutput = Flags(rawValue: 1)
        /// Something of the answer has been given.
        static let hasOutput = Flags(rawValue: 4)
        static let hasErrorText = Flags(rawValue: 8)
        /// The answer has a head only.
        static let dropsBody = Flags(rawValue: 16)
        static let isHeadRequest = Flags(rawValue: 32)
    }

    init(_ id: RequestID, role: Role, keepsConnection: Bool) {
        self.id = id
        self.role = role
        self.keepsConnection = keepsConnection
    }

    /// Whether the web server may send more of it: what would be unread if the connection were closed now.
    var isInputOpen: Bool {
        switch phase {
        case .naming: true
        case .running: !body.isClosed || role == .filter && !data.isClosed
        case .aborted: false
        }
    }
}

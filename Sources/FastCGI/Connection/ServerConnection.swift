import NIOCore

/// One connection with a web server, as the application sees it.
///
/// It gets what has happened, and says through ``next()`` what is to be done: call that after every other method until
/// there is nothing more. It reads no socket and knows no time. Who drives it
///
/// - reads nothing from the connection while ``pausesReading``, or while what was to be written is not written;
/// - closes a connection whose ``isReceivingHead`` stays true for too long, or which is not closed by the peer soon
///   after ``ConnectionAction/closeOutput``.
///
/// ```
///           drain(), or a request without      the last       all of its      the peer, or too
///                keep-connection ended        request ended   input was read    many bytes
///  serving ──────────────────────────▶ leaving ─────────────┬──────────────▶ closed
///     │                                   │                  └─▶ lingering ─────▲
///     └───────── end of input, fault ─────┴─────────────────────────────────────┘
/// ```
/// Left out: requests go on after `closed` until the application has ended them; nothing of them is written.
public struct ServerConnection: Sendable {
    enum Phase: Equatable {
        /// Requests begin.
        case serving
        /// Those there are end; no more begin.
        case leaving
        /// All is answered; so many bytes of the peer are still taken.
        case lingering(left: Int)
        /// Nothing more is read or written.
        case closed
    }

    /// How the connection is served.
    public let options: ServerOptions
    var decoder = RecordDecoder()
    var requests = RequestList()
    var phase = Phase.serving
    var output = RecordWriter()
    var actions = CircularBuffer<ConnectionAction>()
    /// The last action of the phase, which follows all writes.
    var farewell: ConnectionAction?
    /// Whether a request has ended whose input had not.
    var hasUnreadInput = false
    private var serial: UInt32 = 0

    /// A new connection.
    public init(_ options: ServerOptions = .init()) {
        self.options = options
    }

    /// What is to be done next; nil if there is nothing until something happens.
    public mutating func next() -> ConnectionAction? {
        if let action = actions.popFirst() { return action }
        if let buffer = output.next() { return .write(buffer) }
        defer { farewell = nil }
        return farewell
    }

    /// Whether reading should stop, because an application has too much that it has not used up.
    public var pausesReading: Bool { requests.fullCount > 0 }

    /// The number of requests that have begun and not ended, those included whose variables are still coming.
    public var requestCount: Int { requests.count }

    /// Whether the beginning of a request has come in part: a record, or variables.
    public var isReceivingHead: Bool {
        guard phase == .serving || phase == .leaving else { return false }
        return requests.namingCount > 0 || requests.count == 0 && !decoder.isBetweenRecords
    }

    /// Whether nothing is going on, so that closing the connection loses nothing that has come.
    public var isIdle: Bool { requests.count == 0 && decoder.isBetweenRecords }

    /// The bytes of a request's input that the application has not used up.
    public func bytesInFlight(of id: RequestID) -> Int {
        requests.index(of: id).map { requests[$0].bytesInFlight } ?? 0
    }

    /// Takes no more requests, and closes the connection when those there are have ended.
    ///
    /// A request that has been sent, but not been read, is lost by that, where the web server does not try again: who
    /// drives an idle connection looks once more for bytes before.
    public mutating func drain() {
        guard phase == .serving else { return }
        phase = .leaving
        if decoder.isBetweenRecords { closeIfDone() }
    }

    /// Starts closing if the last request of a connection that is left has ended.
    mutating func closeIfDone() {
        guard phase == .leaving, requests.count == 0 else { return }
        if hasUnreadInput || !decoder.isBetweenRecords {
            phase = .lingering(left: options.limits.lingeringBytes)
            farewell = .closeOutput
        } else {
            phase = .closed
            farewell = .close
        }
    }

    /// Ends the connection at once: what runs is aborted.
    mutating func close() {
        guard phase != .closed else { return }
        phase = .closed
        farewell = .close
        for id in requests.abortAll() { actions.append(.abort(id)) }
    }

    /// So many bytes of a request that are not used up stop reading.
    var mostInFlight: Int { max(1, options.limits.bodyBytesInFlight) }

    mutating func nextID(_ number: UInt16) -> RequestID {
        serial &+= 1
        return RequestID(number: number, serial: serial)
    }
}

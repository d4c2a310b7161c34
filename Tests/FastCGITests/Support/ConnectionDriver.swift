import HTTPTypes
import NIOCore

@testable import FastCGI

/// Drives a connection, and writes down what it asks for, one line an action: pieces of a body that follow one another
/// are one line, and so are writes.
struct ConnectionDriver {
    var connection: ServerConnection
    private(set) var lines: [String] = []
    /// All bytes that were to be written since the last look.
    private(set) var written: [UInt8] = []
    /// The buffers in which they came.
    private(set) var buffers: [ByteBuffer] = []
    private(set) var ids: [UInt16: RequestID] = [:]
    private(set) var variables: [UInt16: CGIVariables] = [:]
    private(set) var pieces: [ByteBuffer] = []
    private(set) var isClosed = false
    /// Uses up each piece at once.
    var consumes = true

    init(_ options: ServerOptions = .init()) {
        connection = ServerConnection(options)
    }

    /// Feeds what a web server writes.
    mutating func feed(_ split: Split = .whole, _ write: (inout ByteBuffer) -> Void) {
        var bytes = ByteBuffer()
        write(&bytes)
        for piece in split.pieces(of: bytes) {
            connection.receive(piece)
            perform()
        }
    }

    /// Does something with the connection, and what it asks for.
    mutating func act(_ body: (inout ServerConnection) -> Void) {
        body(&connection)
        perform()
    }

    mutating func respond(_ number: UInt16, _ response: HTTPResponse = .init(status: .ok), _ body: String = "") {
        let id = id(number)
        act { connection in
            connection.respond(response, to: id)
            connection.send(ByteBuffer(string: body), to: id)
            connection.end(id)
        }
    }

    func id(_ number: UInt16) -> RequestID {
        guard let id = ids[number] else { preconditionFailure("request \(number) has not begun") }
        return id
    }

    /// What was asked for since the last look, and the records that were written.
    mutating func look() -> String {
        defer {
            lines = []
            written = []
            buffers = []
            pieces = []
        }
        let records = WrittenRecord.all(in: written).map(Self.text)
        return (lines + records).joined(separator: "\n")
    }

    /// The records that were written since the last look.
    mutating func records() -> [WrittenRecord] {
        defer { _ = look() }
        return WrittenRecord.all(in: written)
    }

    private mutating func perform() {
        while let action = connection.next() {
            precondition(!isClosed, "an action after the last: \(action)")
            switch action {
            case .begin(let request):
                ids[request.id.number] = request.id
                variables[request.id.number] = request.variables
                let length = request.contentLength.map { " \($0)" } ?? ""
                lines.append("begin \(request.id.number) \(request.role)\(length)")
            case .body(let id, let bytes): add("body \(id.number) ", id, bytes)
            case .data(let id, let bytes): add("data \(id.number) ", id, bytes)
            case .bodyEnd(let id, let end): lines.append("bodyEnd \(id.number) \(end)")
            case .dataEnd(let id, let end): lines.append("dataEnd \(id.number) \(end)")
            case .abort(let id): lines.append("abort \(id.number)")
            case .fault(let error): lines.append("fault \(error.code)")
            case .write(let buffer):
                precondition(buffer.readableBytes > 0, "an empty write")
                buffers.append(buffer)
                written.append(contentsOf: buffer.readableBytesView)
            case .closeOutput: lines.append("closeOutput")
            case .close:
                lines.append("close")
                isClosed = true
            }
        }
    }

    private mutating func add(_ prefix: String, _ id: RequestID, _ bytes: ByteBuffer) {
        precondition(bytes.readableBytes > 0, "an empty piece")
        pieces.append(bytes)
        if consumes { connection.consumed(bytes.readableBytes, of: id) }
        if let last = lines.last, last.hasPrefix(prefix) {
            lines[lines.count - 1] = last + String(buffer: bytes)
        } else {
            lines.append(prefix + String(buffer: bytes))
        }
    }

    private static func text(_ record: WrittenRecord) -> String {
        let name =
            switch record.type {
            case 3: "END"
            case 6: "OUT"
            case 7: "ERR"
            case 10: "RESULT"
            case 11: "UNKNOWN"
            default: "?\(record.type)"
            }
        switch record.type {
        case 3: return "END \(record.request) \(record.content[3]) \(record.content[4])"
        case 11: return "UNKNOWN \(record.content[0])"
        case 10:
            let pairs = try? CGIVariables(pairs: ByteBuffer(bytes: record.content), limits: .none)
            return "RESULT " + (pairs?.map { "\($0.name)=\($0.value)" }.joined(separator: " ") ?? "?")
        default: return "\(name) \(record.request) \(record.text.replacing("\r\n", with: "|"))"
        }
    }
}

extension String {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        var result = ""
        for character in self { result.append(String(character) == text ? other : String(character)) }
        return result
    }
}

/// The variables of a small request.
let getVariables: [(name: String, value: String)] = [("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/")]

func postVariables(_ length: String) -> [(name: String, value: String)] {
    [("REQUEST_METHOD", "POST"), ("REQUEST_URI", "/"), ("CONTENT_LENGTH", length)]
}

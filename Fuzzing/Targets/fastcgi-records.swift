import FastCGI
import Fuzzing
import HTTPTypes
import NIOCore

/// The first byte chooses how the rest is cut. A connection that gets it as a whole, and one that gets it in pieces, must
/// ask for the same, and write the same.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = unsafe input(data, size)
    guard let first = bytes.first else { return -1 }
    let rest = Array(bytes.dropFirst())
    let whole = story([rest[...]])
    let length = Int(first % 16) + 1
    let cut = story(stride(from: 0, to: rest.count, by: length).map { rest[$0..<min($0 + length, rest.count)] })
    require(whole == cut, "cut in pieces of \(length), the connection asks for\n\(cut)\nand not for\n\(whole)")
    return 0
}

/// What a connection asks for, and what it writes, when the requests are answered with their bodies at the end.
private func story(_ pieces: [ArraySlice<UInt8>]) -> Story {
    var options = ServerOptions()
    options.limits.requestsPerConnection = 4
    options.limits.bodyBytes = 4096
    options.limits.lingeringBytes = .max
    var connection = ServerConnection(options)
    var story = Story()
    for piece in pieces {
        connection.receive(ByteBuffer(bytes: piece))
        story.perform(&connection)
    }
    for id in story.running {
        connection.respond(HTTPResponse(status: .ok), to: id)
        connection.send(ByteBuffer(bytes: story.bodies[id] ?? []), to: id)
        connection.end(id)
        story.perform(&connection)
    }
    connection.inputClosed()
    story.perform(&connection)
    require(story.isClosed, "the end of the input does not close the connection")
    require(connection.requestCount == 0, "a request is left")
    require(!connection.pausesReading, "nothing runs, and reading pauses")
    return story
}

private struct Story: Equatable, CustomStringConvertible {
    var lines: [String] = []
    var bodies: [RequestID: [UInt8]] = [:]
    var written: [UInt8] = []
    /// The requests that the application has not ended.
    var running: [RequestID] = []
    var isClosed = false

    var description: String { "\(lines) \(bodies) \(written)" }

    mutating func perform(_ connection: inout ServerConnection) {
        while let action = connection.next() {
            require(!isClosed, "there is an action after the last")
            switch action {
            case .begin(let request):
                require(!running.contains(request.id), "a request begins twice")
                running.append(request.id)
                lines.append("begin \(request.id.number) \(request.role) \(request.variables.count)")
                if let request = try? CGIRequest(request.variables) { lines.append(request.head.debugDescription) }
            case .body(let id, let bytes), .data(let id, let bytes):
                require(bytes.readableBytes > 0, "an empty piece")
                bodies[id, default: []] += bytes.readableBytesView
                connection.consumed(bytes.readableBytes, of: id)
            case .bodyEnd(let id, let end), .dataEnd(let id, let end): lines.append("end \(id.number) \(end)")
            case .abort(let id): lines.append("abort \(id.number)")
            case .fault(let error): lines.append("\(error.code)")
            case .write(let buffer): written += buffer.readableBytesView
            case .closeOutput: break
            case .close: isClosed = true
            }
        }
    }
}

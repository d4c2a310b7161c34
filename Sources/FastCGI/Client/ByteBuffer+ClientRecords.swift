public import NIOCore

/// What a web server writes: for tests, probes and benchmarks of an application.
extension ByteBuffer {
    /// Writes the record that begins a request.
    public mutating func writeBeginRequest(_ number: UInt16, role: Role = .responder, keepsConnection: Bool = true) {
        writeRecordHeader(RecordHeader(.beginRequest, request: number, contentLength: 8))
        writeInteger(BeginRequest(role: role.rawValue, keepsConnection: keepsConnection).bits)
    }

    /// Writes bytes of a stream, in records of at most `recordSize` bytes; nothing for no bytes.
    public mutating func writeStream(
        _ type: RecordType, request: UInt16, _ bytes: ByteBuffer, recordSize: Int = 65528
    ) {
        precondition(recordSize > 0 && recordSize <= 65535, "a record has at most 65535 bytes of content")
        var rest = bytes
        while rest.readableBytes > 0, let piece = rest.readSlice(length: min(recordSize, rest.readableBytes)) {
            writeRecord(type, request: request, content: piece)
        }
    }

    /// Writes the record that ends a stream.
    public mutating func writeStreamEnd(_ type: RecordType, request: UInt16) {
        writeRecordHeader(RecordHeader(type, request: request))
    }

    /// Writes a whole request of a Responder: its beginning, its variables, and its body.
    public mutating func writeRequest(
        _ number: UInt16, keepsConnection: Bool = true, variables: [(name: String, value: String)],
        body: ByteBuffer = ByteBuffer()
    ) {
        writeBeginRequest(number, keepsConnection: keepsConnection)
        var pairs = ByteBuffer()
        for (name, value) in variables { pairs.writeNameValuePair(name, value) }
        writeStream(.parameters, request: number, pairs)
        writeStreamEnd(.parameters, request: number)
        writeStream(.standardInput, request: number, body)
        writeStreamEnd(.standardInput, request: number)
    }

    /// Writes the record that gives a request up.
    public mutating func writeAbortRequest(_ number: UInt16) {
        writeRecordHeader(RecordHeader(.abortRequest, request: number))
    }

    /// Writes the record that asks for values of the application.
    public mutating func writeGetValues(_ names: some Sequence<String>) {
        var pairs = ByteBuffer()
        for name in names { pairs.writeNameValuePair(name, "") }
        writeRecord(.getValues, request: 0, content: pairs)
    }
}

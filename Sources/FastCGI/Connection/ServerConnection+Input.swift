public import NIOCore

/// What comes from the web server.
extension ServerConnection {
    /// Bytes have come.
    public mutating func receive(_ bytes: ByteBuffer) {
        var bytes = bytes
        while phase == .serving || phase == .leaving {
            do {
                guard let element = try decoder.next(from: &bytes) else { break }
                switch element {
                case .piece(let header, let piece): try take(piece, header)
                case .record(let header, let content): try take(header, content)
                }
            } catch {
                actions.append(.fault(error))
                close()
            }
        }
        if phase == .leaving, decoder.isBetweenRecords { closeIfDone() }
        if case .lingering(let left) = phase {
            phase = .lingering(left: left - bytes.readableBytes)
            if left <= bytes.readableBytes { close() }
        }
    }

    /// The web server has closed its side: it wants no answers any more.
    public mutating func inputClosed() {
        close()
    }

    /// Some bytes of a stream.
    private mutating func take(_ piece: ByteBuffer, _ header: RecordHeader) throws(ProtocolError) {
        if header.request == 0 { return try takeManagement(header, ByteBuffer()) }
        guard let index = requests.index(of: header.request) else { return }
        switch (header.type, requests[index].phase) {
        case (.parameters, .naming):
            takeParameters(piece, index)
        case (.standardInput, .naming), (.data, .naming):
            answer(.malformed("the body begins before the variables have ended"), index)
        case (.standardInput, .running) where requests[index].role != .authorizer:
            takeInput(piece, index, isData: false)
        case (.data, .running) where requests[index].role == .filter:
            takeInput(piece, index, isData: true)
        default: break
        }
    }

    /// A whole record, or the end of a stream.
    private mutating func take(_ header: RecordHeader, _ content: ByteBuffer) throws(ProtocolError) {
        if header.request == 0 { return try takeManagement(header, content) }
        if header.type == .beginRequest { return try begin(header.request, content) }
        guard let index = requests.index(of: header.request) else { return }
        switch (header.type, requests[index].phase) {
        case (.abortRequest, .naming): finish(index)
        case (.abortRequest, .running):
            actions.append(.abort(requests[index].id))
            requests.abort(index, limit: mostInFlight)
        case (.parameters, .naming): endParameters(index)
        case (.standardInput, .naming), (.data, .naming):
            answer(.malformed("the body ends before the variables have ended"), index)
        case (.standardInput, _):
            if let end = requests[index].body.close() { endInput(index, .bodyEnd(requests[index].id, end)) }
        case (.data, _) where requests[index].role == .filter:
            if let end = requests[index].data.close() { endInput(index, .dataEnd(requests[index].id, end)) }
        default: break
        }
    }

    private mutating func takeInput(_ piece: ByteBuffer, _ index: Int, isData: Bool) {
        let id = requests[index].id
        var rest = piece
        let size = piece.readableBytes
        let count = isData ? requests[index].data.take(size) : requests[index].body.take(size)
        if count > 0, var taken = rest.readSlice(length: count) {
            // Small pieces that wait would keep much larger buffers alive.
            if requests[index].bytesInFlight > 0, taken.storageCapacity / 8 > count {
                taken = ByteBuffer(bytes: taken.readableBytesView)
            }
            actions.append(isData ? .data(id, taken) : .body(id, taken))
            requests.addBytesInFlight(count, to: index, limit: mostInFlight)
        }
        if rest.readableBytes > 0 {
            let end = isData ? requests[index].data.overflow() : requests[index].body.overflow()
            if let end { actions.append(isData ? .dataEnd(id, end) : .bodyEnd(id, end)) }
        }
        if requests[index].body.hasAll { releaseOutput(index) }
    }

    private mutating func endInput(_ index: Int, _ end: ConnectionAction) {
        guard requests[index].phase == .running, requests[index].role != .authorizer else { return }
        actions.append(end)
        if requests[index].body.hasAll { releaseOutput(index) }
    }
}

import NIOCore

/// How requests begin.
extension ServerConnection {
    mutating func begin(_ number: UInt16, _ content: ByteBuffer) throws(ProtocolError) {
        guard let begin = BeginRequest(content) else {
            throw ProtocolError(.shortBegin, "a request begins with \(content.readableBytes) bytes")
        }
        guard requests.index(of: number) == nil else {
            throw ProtocolError(.requestInUse, "request \(number) begins while it runs")
        }
        if requests.count == 0 { hasUnreadInput = false }
        let state = RequestState(
            nextID(number), role: Role(rawValue: begin.role) ?? .responder, keepsConnection: begin.keepsConnection)
        requests.append(state)
        let index = requests.count - 1
        if !(Role(rawValue: begin.role).map(options.roles.contains) ?? false) {
            finish(index, protocolStatus: .unknownRole)
        } else if !options.multiplexes, requests.count > 1 {
            finish(index, protocolStatus: .cannotMultiplex)
        } else if phase != .serving || requests.count > options.limits.requestsPerConnection {
            refuse(index)
        }
    }

    mutating func takeParameters(_ piece: ByteBuffer, _ index: Int) {
        let count = requests[index].parameters.readableBytes + piece.readableBytes
        let limit = options.limits.variables.bytes
        guard count <= limit else {
            return answer(.tooManyVariables("the variables have more than \(limit) bytes"), index)
        }
        if count == piece.readableBytes {
            requests[index].parameters = piece
        } else {
            requests[index].parameters.writeImmutableBuffer(piece)
        }
    }

    mutating func endParameters(_ index: Int) {
        do throws(CGIRequestError) {
            let limits = options.limits
            let variables = try CGIVariables(pairs: requests[index].parameters, limits: limits.variables)
            let role = requests[index].role
            let length = role == .authorizer ? nil : try variables.contentLength
            if let length, let limit = limits.bodyBytes, length > limit {
                throw .init(.bodyTooLarge, "the body has more than \(limit) bytes")
            }
            start(index, variables, length)
        } catch {
            answer(error, index)
        }
    }

    private mutating func start(_ index: Int, _ variables: CGIVariables, _ length: Int?) {
        let state = requests[index]
        requests.start(index)
        requests[index].parameters = ByteBuffer()
        requests[index].body = InputStream(expected: length, limit: options.limits.bodyBytes)
        actions.append(
            .begin(BegunRequest(id: state.id, role: state.role, variables: variables, contentLength: length)))
        if variables["REQUEST_METHOD"] == "HEAD" { requests[index].flags.insert(.isHeadRequest) }
        if state.role == .authorizer {
            actions.append(.bodyEnd(state.id, .complete))
        } else if options.limits.heldOutputBytes > 0, length != 0 {
            requests[index].flags.insert(.holdsOutput)
        }
        if state.role == .filter {
            let dataLength = variables["FCGI_DATA_LENGTH"].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
            requests[index].data = InputStream(expected: dataLength, limit: options.limits.bodyBytes)
        }
    }

    /// Answers a request with an error of its own, and ends it.
    mutating func answer(_ error: CGIRequestError, _ index: Int) {
        let number = requests[index].id.number
        let response = error.response
        output.write(to: .standardOutput, request: number) { buffer in
            buffer.writeResponseHead(response.head)
            buffer.writeString(response.body)
        }
        output.end(.standardOutput, request: number)
        finish(index)
    }
}

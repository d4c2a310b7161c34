public import HTTPTypes
public import NIOCore

/// What the application says. Each method does nothing for a request that has ended; what is given for one that is
/// aborted is dropped.
extension ServerConnection {
    /// Gives the head of the answer. Only the first counts; those of informational answers are dropped, as CGI has none.
    public mutating func respond(_ response: HTTPResponse, to id: RequestID) {
        guard let index = writable(id), !requests[index].flags.contains(.hasOutput),
            response.status.kind != .informational
        else { return }
        requests[index].flags.insert(.hasOutput)
        if !response.allowsBody || requests[index].flags.contains(.isHeadRequest) {
            requests[index].flags.insert(.dropsBody)
        }
        if requests[index].flags.contains(.holdsOutput) {
            var head = ByteBuffer()
            head.writeResponseHead(response)
            hold(head, index)
        } else {
            output.write(to: .standardOutput, request: id.number) { $0.writeResponseHead(response) }
        }
    }

    /// Gives some of the body of the answer; or, without ``respond(_:to:)``, of the answer as CGI has it. A body that
    /// the answer cannot have, as it is one to HEAD, is dropped.
    public mutating func send(_ bytes: ByteBuffer, to id: RequestID) {
        guard bytes.readableBytes > 0, let index = writable(id), !requests[index].flags.contains(.dropsBody) else {
            return
        }
        requests[index].flags.insert(.hasOutput)
        if requests[index].flags.contains(.holdsOutput) {
            hold(bytes, index)
        } else {
            output.write(bytes, to: .standardOutput, request: id.number)
        }
    }

    /// Gives text for the log of the web server.
    public mutating func sendErrorText(_ bytes: ByteBuffer, of id: RequestID) {
        guard bytes.readableBytes > 0, let index = writable(id) else { return }
        requests[index].flags.insert(.hasErrorText)
        output.write(bytes, to: .standardError, request: id.number)
    }

    /// Whether output of a request waits for the end of its body: nginx, for one, sends no more of a body once it has
    /// the head of the answer.
    public func holdsOutput(of id: RequestID) -> Bool {
        requests.index(of: id).map { requests[$0].heldBytes > 0 } ?? false
    }

    /// Holds back no more output of a request: it answers before it has read the body, and knows what it does.
    public mutating func releaseOutput(of id: RequestID) {
        guard let index = writable(id) else { return }
        releaseOutput(index)
    }

    /// The application has used up so many bytes of the input of a request.
    public mutating func consumed(_ count: Int, of id: RequestID) {
        precondition(count >= 0, "a number of bytes is not negative")
        guard let index = requests.index(of: id) else { return }
        requests.addBytesInFlight(-count, to: index, limit: mostInFlight)
    }

    /// Ends a request; where nothing was given of an answer, with one of status 500. `status` is what would be the
    /// exit status of a CGI program; web servers do no more than log it.
    public mutating func end(_ id: RequestID, status: UInt32 = 0) {
        guard let index = requests.index(of: id) else { return }
        if phase != .closed {
            if requests[index].phase == .running, !requests[index].flags.contains(.hasOutput) {
                let error = HTTPResponse(status: .internalServerError, headerFields: [.contentType: "text/plain"])
                output.write(to: .standardOutput, request: id.number) { $0.writeResponseHead(error) }
            }
            releaseOutput(index)
            if requests[index].flags.contains(.hasErrorText) { output.end(.standardError, request: id.number) }
            output.end(.standardOutput, request: id.number)
        }
        finish(index, status: status)
    }

    /// Refuses a request that has begun, as there is no room for it. One that is answered already, or aborted, ends.
    public mutating func refuse(_ id: RequestID) {
        guard let index = writable(id), !requests[index].flags.contains(.hasOutput) else { return end(id) }
        refuse(index)
    }

    private func writable(_ id: RequestID) -> Int? {
        guard phase != .closed, let index = requests.index(of: id), requests[index].phase == .running else {
            return nil
        }
        return index
    }

    private mutating func hold(_ bytes: ByteBuffer, _ index: Int) {
        requests[index].held.append(bytes)
        requests[index].heldBytes += bytes.readableBytes
        // A Filter must not answer before it has read its body.
        if requests[index].heldBytes > options.limits.heldOutputBytes, requests[index].role == .responder {
            releaseOutput(index)
        }
    }
}

import HTTPTypes
import NIOCore

/// How requests end.
extension ServerConnection {
    /// Writes what was held back of an answer, and holds back no more.
    mutating func releaseOutput(_ index: Int) {
        guard requests[index].flags.contains(.holdsOutput) else { return }
        requests[index].flags.remove(.holdsOutput)
        let number = requests[index].id.number
        for bytes in requests[index].held { output.write(bytes, to: .standardOutput, request: number) }
        requests[index].held = []
        requests[index].heldBytes = 0
    }

    /// Refuses a request without looking at it.
    mutating func refuse(_ index: Int) {
        guard case .unavailable(let seconds) = options.refusal else {
            return finish(index, protocolStatus: .overloaded)
        }
        let number = requests[index].id.number
        if phase != .closed {
            var response = HTTPResponse(status: .serviceUnavailable, headerFields: [.contentType: "text/plain"])
            response.headerFields[.retryAfter] = String(seconds)
            output.write(to: .standardOutput, request: number) { $0.writeResponseHead(response) }
            output.end(.standardOutput, request: number)
        }
        finish(index)
    }

    /// Writes the record that ends a request, and forgets it. Its output must have ended, where it had begun.
    mutating func finish(_ index: Int, status: UInt32 = 0, protocolStatus: ProtocolStatus = .complete) {
        let state = requests.remove(index, limit: mostInFlight)
        guard phase != .closed else { return }
        let content = EndRequest(status: status, protocolStatus: protocolStatus)
        output.writeRecord(.endRequest, request: state.id.number, bits: content.bits)
        if state.isInputOpen { hasUnreadInput = true }
        if !state.keepsConnection, phase == .serving { phase = .leaving }
        closeIfDone()
    }
}

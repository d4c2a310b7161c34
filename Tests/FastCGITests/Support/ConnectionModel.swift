@testable import FastCGI

/// What a connection should say, worked out record by record in the simplest way.
struct ConnectionModel {
    struct Request {
        var role: UInt16
        var keeps: Bool
        var phase = "naming"
        var parameters: [UInt8] = []
        var length: Int?
        var body = 0
        var bodyTold = false
        var bodyClosed = false
        var dataClosed = false
        var dataTold = false
    }

    var multiplexes = true
    var mostRequests = 3
    var mostBody = 20
    private(set) var lines: [String] = []
    private(set) var written: [String] = []
    private(set) var requests: [UInt16: Request] = [:]
    private(set) var isOver = false
    private var isLeaving = false
    private var isUnread = false

    mutating func look() -> (lines: [String], written: [String]) {
        defer { (lines, written) = ([], []) }
        return (lines, written)
    }

    mutating func record(_ type: UInt8, _ number: UInt16, _ content: [UInt8]) {
        guard !isOver else { return }
        if number == 0 { return management(type) }
        if type == 1 { return begin(number, content) }
        guard var request = requests[number] else { return }
        switch (type, request.phase) {
        case (2, "naming"): end(number, "END \(number) 0 0")
        case (2, "running"):
            lines.append("abort \(number)")
            request.phase = "aborted"
            requests[number] = request
        case (4, "naming") where !content.isEmpty: requests[number]?.parameters += content
        case (4, "naming"): start(number)
        case (5, "naming"), (8, "naming"):
            written.append("OUT \(number) 400")
            end(number, "END \(number) 0 0")
        case (5, _): body(number, content)
        case (8, _) where request.role == 3: data(number, content)
        default: break
        }
    }

    private mutating func management(_ type: UInt8) {
        switch type {
        case 9: written.append("RESULT")
        case 1, 2, 4, 5, 8:
            lines.append("fault nullRequest")
            over()
        case 3, 6, 7, 10, 11: break
        default: written.append("UNKNOWN \(type)")
        }
    }

    private mutating func over() {
        isOver = true
        for number in requests.keys where requests[number]?.phase == "running" { lines.append("abort \(number)") }
        requests = [:]
        lines.append("close")
    }

    private mutating func begin(_ number: UInt16, _ content: [UInt8]) {
        guard content.count >= 8 else {
            lines.append("fault shortBegin")
            return over()
        }
        guard requests[number] == nil else {
            lines.append("fault requestInUse")
            return over()
        }
        if requests.isEmpty { isUnread = false }
        let role = UInt16(content[0]) << 8 | UInt16(content[1])
        requests[number] = Request(role: role, keeps: content[2] & 1 == 1)
        if role < 1 || role > 3 {
            end(number, "END \(number) 0 3")
        } else if !multiplexes && requests.count > 1 {
            end(number, "END \(number) 0 1")
        } else if isLeaving || requests.count > mostRequests {
            end(number, "END \(number) 0 2")
        }
    }

    /// The only variable there is: CONTENT_LENGTH, as the one byte that the parameters have, if they have any.
    private mutating func start(_ number: UInt16) {
        guard let request = requests[number] else { return }
        let role = ["", "responder", "authorizer", "filter"][Int(request.role)]
        let length = request.role == 2 ? nil : request.parameters.last.map { Int($0) - 48 }
        requests[number]?.phase = "running"
        requests[number]?.length = length
        lines.append("begin \(number) \(role)" + (length.map { " \($0)" } ?? ""))
        if request.role == 2 { lines.append("bodyEnd \(number) complete") }
    }

    private mutating func body(_ number: UInt16, _ content: [UInt8]) {
        guard var request = requests[number] else { return }
        defer { requests[number] = request }
        if content.isEmpty { request.bodyClosed = true }
        guard request.phase == "running", request.role != 2, !request.bodyTold else { return }
        let most = request.length ?? mostBody
        let taken = content.prefix(most - request.body)
        tell("body \(number) ", taken)
        request.body += taken.count
        if taken.count < content.count, request.length == nil {
            lines.append("bodyEnd \(number) tooLong")
            request.bodyTold = true
        } else if content.isEmpty {
            lines.append("bodyEnd \(number) " + (request.body < request.length ?? 0 ? "incomplete" : "complete"))
            request.bodyTold = true
        }
    }

    private mutating func data(_ number: UInt16, _ content: [UInt8]) {
        guard let request = requests[number] else { return }
        if content.isEmpty { requests[number]?.dataClosed = true }
        guard request.phase == "running", !request.dataTold else { return }
        // Nothing announces the length of the data here, and it stays below the limit.
        if content.isEmpty {
            requests[number]?.dataTold = true
            lines.append("dataEnd \(number) complete")
        } else {
            tell("data \(number) ", content[...])
        }
    }

    private mutating func tell(_ prefix: String, _ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        if let last = lines.last, last.hasPrefix(prefix) {
            lines[lines.count - 1] = last + text
        } else {
            lines.append(prefix + text)
        }
    }

    /// The application answers.
    mutating func answer(_ number: UInt16) {
        guard let request = requests[number], request.phase != "naming" else { return }
        if request.phase == "running" { written.append("OUT \(number) 200") }
        end(number, "END \(number) 0 0")
    }

    private mutating func end(_ number: UInt16, _ text: String) {
        guard let request = requests.removeValue(forKey: number) else { return }
        written.append(text)
        let isOpen = !request.bodyClosed || request.role == 3 && !request.dataClosed
        if request.phase != "aborted", request.phase == "naming" || isOpen { isUnread = true }
        if !request.keeps { isLeaving = true }
        guard isLeaving, requests.isEmpty else { return }
        isOver = true
        lines.append(isUnread ? "closeOutput" : "close")
    }
}

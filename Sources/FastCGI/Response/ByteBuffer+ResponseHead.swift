public import HTTPTypes
public import NIOCore

extension ByteBuffer {
    /// Writes the head of an answer as CGI 1.1 has it: `Status:`, the headers, and an empty line.
    ///
    /// The status is always there, so that no web server takes a `Location:` for a path that it is to serve itself,
    /// and none guesses. Left out are:
    ///
    /// - headers of one hop (`Connection`, those it names, `Transfer-Encoding` and the like): the web server has its
    ///   own connection with the client;
    /// - a header `Status`, which would be a second status;
    /// - `Content-Length` with a status that has no body;
    /// - `Location` beside 200, which some servers follow by themselves.
    ///
    /// What ends a line or a text in a value or in the reason is written as a space.
    public mutating func writeResponseHead(_ response: HTTPResponse) {
        writeStaticString("Status: ")
        writeDecimal(response.status.code)
        writeStaticString(" ")
        let reason = response.status.reasonPhrase
        if reason.isEmpty { writeStaticString("Unknown") } else { writeOneLine(reason.utf8) }
        writeStaticString("\r\n")
        let connection = Self.namesOfOneHop(response.headerFields)
        for field in response.headerFields {
            guard !response.leavesOut(field.name), !connection.contains(field.name.canonicalName) else { continue }
            writeString(field.name.rawName)
            writeStaticString(": ")
            unsafe field.withUnsafeBytesOfValue { unsafe writeOneLine($0) }
            writeStaticString("\r\n")
        }
        writeStaticString("\r\n")
    }

    private mutating func writeOneLine(_ bytes: some Collection<UInt8>) {
        if bytes.allSatisfy({ $0 != 10 && $0 != 13 && $0 != 0 }) {
            writeBytes(bytes)
        } else {
            writeBytes(bytes.lazy.map { $0 == 10 || $0 == 13 || $0 == 0 ? 32 : $0 })
        }
    }

    /// Writes a status, which has three digits.
    private mutating func writeDecimal(_ code: Int) {
        writeInteger(UInt8(48 + code / 100))
        writeInteger(UInt8(48 + code / 10 % 10))
        writeInteger(UInt8(48 + code % 10))
    }

    /// The names that a `Connection` header has, if there is one.
    private static func namesOfOneHop(_ fields: HTTPFields) -> [String] {
        fields.contains { $0.name.canonicalName == "connection" } ? names(fields[.connection] ?? "") : []
    }

    private static func names(_ value: String) -> [String] {
        value.lowercased().utf8.split(separator: UInt8(ascii: ",")).compactMap { part in
            let isSpace: (UInt8) -> Bool = { $0 == 32 || $0 == 9 }
            let start = part.drop(while: isSpace)
            guard let end = start.lastIndex(where: { !isSpace($0) }) else { return nil }
            return String(decoding: start[...end], as: UTF8.self)
        }
    }
}

extension HTTPResponse {
    /// Whether the answer can have a body. One to HEAD has none, either.
    public var allowsBody: Bool { status.kind != .informational && status != .noContent && status != .notModified }

    fileprivate func leavesOut(_ name: HTTPField.Name) -> Bool {
        switch name.canonicalName {
        case "content-length": !allowsBody
        case "location": status == .ok
        case "status": true
        default: HopByHop.contains(name)
        }
    }
}

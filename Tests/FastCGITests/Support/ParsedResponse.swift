/// The answer of a CGI program, read as RFC 3875 and the common web servers do: independently of what writes it.
struct ParsedResponse: Equatable {
    var status: Int?
    var reason = ""
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []

    /// Nil if there is no end of the head, or a line of it is no header.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while true {
            guard let end = rest.firstIndex(of: 10) else { return nil }
            var line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.last == 13 { line = line.dropLast() }
            if line.isEmpty { break }
            guard let colon = line.firstIndex(of: 58), colon > line.startIndex else { return nil }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            let value = line[(colon + 1)...].drop { $0 == 32 }
            if name.lowercased() == "status" {
                guard status == nil, let code = Int(String(decoding: value.prefix(3), as: UTF8.self)) else {
                    return nil
                }
                status = code
                reason = String(decoding: value.dropFirst(4), as: UTF8.self)
            } else {
                fields.append((name, String(decoding: value, as: UTF8.self)))
            }
        }
        body = Array(rest)
    }

    static func == (left: ParsedResponse, right: ParsedResponse) -> Bool {
        left.status == right.status && left.reason == right.reason && left.body == right.body
            && left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
    }
}

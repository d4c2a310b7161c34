import FastCGI
import Fuzzing
import HTTPTypes
import NIOCore

/// Two bytes are the status, a line is the reason, and each line after that a name, `:` and a value, in which 255 stands
/// for the end of a line. The head has the lines that it should have, and no others.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = unsafe input(data, size)
    guard bytes.count >= 2 else { return -1 }
    let code = 100 + (Int(bytes[0]) << 8 | Int(bytes[1])) % 900
    let lines = bytes.dropFirst(2).split(separator: 10, omittingEmptySubsequences: false).map { line in
        line.map { $0 == 255 ? 10 : $0 }
    }
    let reason = String(decoding: lines.first ?? [], as: UTF8.self)
    var fields = HTTPFields()
    for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: 58),
            let name = HTTPField.Name(String(decoding: line[..<colon], as: UTF8.self))
        else { continue }
        fields.append(HTTPField(name: name, lenientValue: line[(colon + 1)...]))
    }
    var head = ByteBuffer()
    head.writeResponseHead(HTTPResponse(status: .init(code: code, reasonPhrase: reason), headerFields: fields))
    check(Array(head.readableBytesView), code, fields)
    return 0
}

private func check(_ head: [UInt8], _ code: Int, _ fields: HTTPFields) {
    let written = String(decoding: head, as: UTF8.self).debugDescription
    require(head.starts(with: "Status: \(code) ".utf8), "the status is not first in \(written)")
    var lines = head.split(separator: 10, omittingEmptySubsequences: false)
    require(lines.popLast()?.isEmpty ?? false, "the last line has no end in \(written)")
    require(lines.popLast()?.elementsEqual([13]) ?? false, "the head has no end in \(written)")
    require(lines.count <= fields.count + 1, "there are more lines than headers in \(written)")
    for line in lines {
        require(line.last == 13 && line.count { $0 == 13 || $0 == 0 } == 1, "a line is torn in \(written)")
    }
    for line in lines.dropFirst() {
        let name = String(decoding: line.prefix { $0 != 58 }, as: UTF8.self).lowercased()
        require(fields.contains { $0.name.canonicalName == name }, "\(name) was not given for \(written)")
        let isRefused = ["status", "connection", "transfer-encoding", "keep-alive", "upgrade"].contains(name)
        require(!isRefused, "\(name) is in \(written)")
    }
}

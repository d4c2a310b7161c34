import FastCGI
import Fuzzing
import HTTPTypes
import NIOCore

private let mountPoints = [nil, MountPoint.root, MountPoint("/app"), MountPoint("/a/b c")]

/// The first byte chooses a mount point; the rest is variables, one a line. A request that is made of them can be sent
/// on: nothing in it ends a line, and the path begins with a slash.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = unsafe input(data, size)
    guard let first = bytes.first else { return -1 }
    let rest = bytes.dropFirst()
    let lines = rest.split(separator: 10).filter { $0.contains(61) }
    let variables = CGIVariables(environment: lines)
    check(variables)
    _ = try? CGIVariables(pairs: ByteBuffer(bytes: rest))
    let mapping = RequestMapping(mountPoint: mountPoints[Int(first) % mountPoints.count])
    guard let request = try? CGIRequest(variables, mapping: mapping) else { return 0 }
    let path = request.head.path ?? ""
    require(path.hasPrefix("/") || path == "*", "the path is \(path.debugDescription)")
    require(path.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 35 }, "the path is \(path.debugDescription)")
    require(path.utf8.count <= mapping.maximumTargetBytes, "the path is too long")
    let authority = request.head.authority ?? ""
    require(authority.utf8.allSatisfy { $0 > 32 && $0 != 47 && $0 != 64 }, "the host is \(authority.debugDescription)")
    for field in request.head.headerFields {
        let isPlain = unsafe field.withUnsafeBytesOfValue { unsafe $0.allSatisfy { $0 != 10 && $0 != 13 && $0 != 0 } }
        require(isPlain, "a line ends in \(field)")
        require(field.name.canonicalName != "proxy", "there is a header Proxy")
    }
    _ = (request.scriptName, request.pathInfo, request.remotePort, request.serverPort)
    return 0
}

/// Variables are the same once they are written as pairs and read again, and those of each name are found by it.
private func check(_ variables: CGIVariables) {
    var pairs = ByteBuffer()
    for variable in variables {
        pairs.writeNameValuePair(variable.nameBytes.readableBytesView, variable.valueBytes.readableBytesView)
        let name = String(validating: variable.nameBytes.readableBytesView, as: UTF8.self)
        if let name { require(variables.bytes(of: name) == variable.valueBytes, "\(name) has another value") }
    }
    let limits = VariableLimits(bytes: .max, count: .max, nameBytes: .max)
    let again = try? CGIVariables(pairs: pairs, limits: limits)
    require(again == variables, "read again, the variables are others")
}

import SystemPackage

extension FilePath {
    /// The bytes of the path, whatever they are.
    var bytes: [UInt8] {
        unsafe withPlatformString { text in
            var bytes: [UInt8] = []
            var next = unsafe text
            while unsafe next.pointee != 0 {
                unsafe bytes.append(UInt8(bitPattern: next.pointee))
                unsafe next += 1
            }
            return bytes
        }
    }

    /// The path as it appears in a log.
    var escaped: String { String(escaping: bytes) }
}

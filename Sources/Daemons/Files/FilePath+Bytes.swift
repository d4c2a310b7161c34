package import SystemPackage

extension FilePath {
    /// The bytes of the path, whatever they are.
    package var bytes: [UInt8] {
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
}

extension FilePath {
    /// The path as it appears in a log.
    package var escaped: String { String(escaping: bytes) }
}

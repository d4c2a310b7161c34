import Glibc
import SystemPackage

/// The name of an entry of a directory: any bytes but a slash and a zero byte. Names are ordered by their bytes.
struct FileName: Sendable, Hashable {
    /// The bytes of the name.
    let bytes: [UInt8]

    /// A name of these bytes.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A name that is text.
    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Calls something with the name as C has it.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { room in
            for (index, byte) in bytes.enumerated() {
                unsafe room.initializeElement(at: index, to: CChar(bitPattern: byte))
            }
            unsafe room.initializeElement(at: bytes.count, to: 0)
            guard let start = unsafe UnsafePointer(room.baseAddress) else { preconditionFailure("there is room") }
            return unsafe body(start)
        }
    }

    /// The name with a suffix, cut so that the file system takes it.
    func with(suffix: String) -> FileName {
        FileName(bytes.prefix(FileName.longest - suffix.utf8.count) + Array(suffix.utf8))
    }

    /// The most bytes of a name, `NAME_MAX`.
    static let longest = 255
}

extension FileName: Comparable {
    static func < (left: FileName, right: FileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension FilePath {
    /// The path of an entry of this directory.
    func appending(_ name: FileName) -> FilePath {
        unsafe FileName(bytes + [UInt8(ascii: "/")] + name.bytes).withCString { unsafe FilePath(platformString: $0) }
    }
}

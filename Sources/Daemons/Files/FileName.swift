package import SystemPackage

/// The name of an entry of a directory: any bytes but a slash and a zero byte. Names are ordered by their bytes.
package struct FileName: Sendable, Hashable {
    /// The bytes of the name.
    package let bytes: [UInt8]

    /// A name of these bytes.
    package init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// A name that is text.
    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Whether it begins with a dot.
    package var isHidden: Bool { bytes.first == UInt8(ascii: ".") }

    /// Calls something with the name as C has it.
    package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { room in
            for (index, byte) in bytes.enumerated() {
                unsafe room.initializeElement(at: index, to: CChar(bitPattern: byte))
            }
            unsafe room.initializeElement(at: bytes.count, to: 0)
            guard let start = unsafe UnsafePointer(room.baseAddress) else { preconditionFailure("there is room") }
            return unsafe body(start)
        }
    }
}

extension FileName: Comparable {
    package static func < (left: FileName, right: FileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension FilePath {
    /// The path of an entry of this directory.
    package func appending(_ name: FileName) -> FilePath {
        unsafe FileName(bytes + [UInt8(ascii: "/")] + name.bytes).withCString { unsafe FilePath(platformString: $0) }
    }
}

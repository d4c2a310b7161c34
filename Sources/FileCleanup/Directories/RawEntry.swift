/// An entry of a directory as getdents64(2) gives it: where in its bytes the name stands.
struct RawEntry {
    /// What a directory says of an entry.
    enum Kind: Sendable {
        /// A regular file or a symbolic link.
        case file
        case directory
        /// Not every file system says it.
        case unknown
        /// A socket, a FIFO or a device.
        case other
    }

    var kind: Kind
    /// Where its name stands, without the zero byte at its end.
    var name: Range<Int>

    /// The name and its zero byte.
    var terminatedName: Range<Int> { name.lowerBound..<name.upperBound + 1 }

    /// Goes through entries but `.` and `..`.
    static func forEach(in bytes: Span<UInt8>, _ body: (RawEntry) -> Void) {
        var offset = 0
        while offset < bytes.count {
            // The layout of struct linux_dirent64: inode, position, length of the record, kind, name.
            let size = Int(bytes[offset + 16]) | Int(bytes[offset + 17]) << 8
            let kind: Kind =
                switch bytes[offset + 18] {
                // DT_REG, DT_LNK, DT_DIR and DT_UNKNOWN of readdir(3).
                case 8, 10: .file
                case 4: .directory
                case 0: .unknown
                default: .other
                }
            let start = offset + 19
            var end = start
            while bytes[end] != 0 { end += 1 }
            offset += size
            if bytes[start] == UInt8(ascii: "."),
                end == start + 1 || end == start + 2 && bytes[start + 1] == bytes[start]
            {
                continue
            }
            body(RawEntry(kind: kind, name: start..<end))
        }
    }
}

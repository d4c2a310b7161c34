import Glibc

/// An entry of a directory as getdents64(2) gives it: where in its bytes the name stands.
struct RawEntry {
    /// What it is, as `d_type` of readdir(3) has it.
    var kind: CInt
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
            let kind = CInt(bytes[offset + 18])
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

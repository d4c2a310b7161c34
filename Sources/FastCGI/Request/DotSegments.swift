/// Takes the parts `.` and `..` out of a path, as in section 5.2.4 of RFC 3986; in an encoded one `%2e` is a dot, too.
///
/// A path never leaves the root: `/../a` is `/a`.
enum DotSegments {
    static func remove(from path: ArraySlice<UInt8>, isEncoded: Bool) -> ArraySlice<UInt8> {
        guard path.first == UInt8(ascii: "/") else { return path }
        let parts = path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.contains(where: { kind(of: $0, isEncoded) != .name }) else { return path }
        var kept: [ArraySlice<UInt8>] = []
        for (number, part) in parts.enumerated() {
            let kind = kind(of: part, isEncoded)
            if kind == .parent { _ = kept.popLast() }
            if kind == .name {
                kept.append(part)
            } else if number == parts.count - 1 {
                kept.append([])
            }
        }
        var result: [UInt8] = []
        result.reserveCapacity(path.count)
        for part in kept {
            result.append(UInt8(ascii: "/"))
            result.append(contentsOf: part)
        }
        return result[...]
    }

    private enum Kind {
        case name, current, parent
    }

    private static func kind(of part: ArraySlice<UInt8>, _ isEncoded: Bool) -> Kind {
        guard !part.isEmpty, part.count <= 6 else { return .name }
        var dots = 0
        var position = part.startIndex
        while position < part.endIndex {
            if part[position] == UInt8(ascii: ".") {
                position += 1
            } else if isEncoded, part[position] == UInt8(ascii: "%"),
                PercentEncoding.byte(at: position + 1, in: part) == UInt8(ascii: ".")
            {
                position += 3
            } else {
                return .name
            }
            dots += 1
        }
        return dots == 1 ? .current : dots == 2 ? .parent : .name
    }
}

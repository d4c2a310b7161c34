import HTTPTypes
import NIOCore

/// The header that a variable stands for.
enum HeaderNames {
    /// The header of a variable whose name begins with `HTTP_`; nil for those that say nothing to an application:
    ///
    /// - headers of the one hop between client and web server, such as HTTP_CONNECTION;
    /// - HTTP_PROXY, which no server should pass on: programs take it for the address of a proxy;
    /// - HTTP_CONTENT_LENGTH and HTTP_CONTENT_TYPE, as CONTENT_LENGTH and CONTENT_TYPE count;
    /// - names that no server makes of a header: with other characters than `A` to `Z`, digits and `_`.
    static func header(of name: Range<Int>, in bytes: Span<UInt8>) -> HTTPField.Name? {
        let rest = name.dropFirst(5)
        if rest.count < common.count {
            for candidate in common[rest.count] where bytes.matches(rest, candidate.variable) { return candidate.name }
        }
        for position in rest where !isVariableCharacter(bytes[position]) { return nil }
        let text = unsafe String(unsafeUninitializedCapacity: rest.count) { text in
            var count = 0
            for position in rest {
                unsafe text[count] = lowercased(bytes[position])
                count += 1
            }
            return count
        }
        guard let header = HTTPField.Name(parsed: text), !isWithheld(header) else { return nil }
        return header
    }

    @inline(__always)
    private static func isVariableCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    @inline(__always)
    private static func lowercased(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "_"): UInt8(ascii: "-")
        default: byte
        }
    }

    private static func isWithheld(_ header: HTTPField.Name) -> Bool {
        let name = header.canonicalName
        return HopByHop.contains(header) || name == "proxy" || name == "content-length" || name == "content-type"
    }

    /// Headers that most requests have, by the number of bytes of their variables: they need no new text.
    private static let common: [[(variable: [UInt8], name: HTTPField.Name)]] = {
        let names = [
            "accept", "accept-encoding", "accept-language", "authorization", "cache-control", "cookie", "dnt", "host",
            "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "origin", "pragma",
            "priority", "range", "referer", "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-fetch-dest",
            "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user", "traceparent", "upgrade-insecure-requests",
            "user-agent", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip",
            "x-request-id", "x-requested-with",
        ]
        var table: [[(variable: [UInt8], name: HTTPField.Name)]] = []
        for name in names {
            guard let header = HTTPField.Name(name) else { continue }
            while table.count <= name.utf8.count { table.append([]) }
            table[name.utf8.count].append((name.uppercased().utf8.map { $0 == 45 ? 95 : $0 }, header))
        }
        return table
    }()
}

import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Faults that front ends of CGI had, and that are not to be repeated: one test for each.
@Suite struct KnownAttackTests {
    private func request(_ pairs: [(name: String, value: String)], mount: String? = nil) throws -> CGIRequest {
        try CGIRequest(
            CGIVariables([("REQUEST_METHOD", "GET")] + pairs),
            mapping: RequestMapping(mountPoint: mount.flatMap(MountPoint.init)))
    }

    /// php-fpm computed the start of PATH_INFO from the lengths of other variables; with a line feed in the path,
    /// nginx sent an empty PATH_INFO, and the start lay before the text.
    @Test(arguments: ["", "/"]) func cve2019_11043(info: String) throws {
        for length in [0, 1, 34, 35, 5000] {
            let tail = String(repeating: "Q", count: length)
            let request = try request(
                [
                    ("SCRIPT_NAME", "/index.php/PHP\nis_the_shittiest_lang.php"), ("PATH_INFO", info),
                    ("REQUEST_URI", "/index.php/PHP%0Ais_the_shittiest_lang.php?" + tail), ("QUERY_STRING", tail),
                    ("SCRIPT_FILENAME", "/var/www/index.php/PHP\nis_the_shittiest_lang.php"),
                    ("PATH_TRANSLATED", "/var/www/" + tail), ("DOCUMENT_ROOT", "/var/www"),
                ], mount: "/index.php")
            #expect(request.head.path == "/PHP%0Ais_the_shittiest_lang.php?" + tail)
            #expect(request.scriptName == "/index.php")
            #expect(request.pathInfo == "/PHP\nis_the_shittiest_lang.php")
        }
        // A mount point that is longer than the path leaves nothing to be counted backwards.
        #expect(throws: CGIRequestError.self) {
            try self.request([("SCRIPT_NAME", "/a"), ("REQUEST_URI", "/a")], mount: "/a/much/longer/than/the/path")
        }
    }

    /// php-cgi took a query without `=` for options of its command line; the first mend could be got around with
    /// escapes, spaces or a shell between (CVE-2012-2311, CVE-2012-2336).
    @Test(arguments: ["-s", "-d+allow_url_include%3d1", "+-s", "%2Ds", "-T+10000", "--version"])
    func cve2012_1823(query: String) throws {
        let request = try request([("SCRIPT_NAME", "/a"), ("REQUEST_URI", "/a?" + query), ("QUERY_STRING", query)])
        #expect(request.head.path == "/a?" + query)
        #expect(request.pathInfo == "" && request.scriptName == "/a")
        #expect(request.variables.count == 4)
    }

    /// On Windows a soft hyphen was turned into a hyphen after the check for options; the mend missed other code pages
    /// (CVE-2024-8926). Bytes stay what they are.
    @Test func cve2024_4577() throws {
        var pairs = ByteBuffer()
        pairs.writeNameValuePair("REQUEST_METHOD", "GET")
        pairs.writeNameValuePair("SCRIPT_NAME", "/a")
        pairs.writeNameValuePair("QUERY_STRING".utf8, [0xAD, 0x73])
        let request = try CGIRequest(CGIVariables(pairs: pairs))
        #expect(request.head.path == "/a?%ADs")
        #expect(request.variables.bytes(of: "QUERY_STRING").map { Array($0.readableBytesView) } == [0xAD, 0x73])
    }

    /// php-cgi computed the length of PATH_TRANSLATED with operators in the wrong order, and wrote behind its end.
    @Test func cve2008_0599() throws {
        for length in [0, 1, 255, 256, 4095, 4096] {
            let path = "/" + String(repeating: "p", count: length)
            let request = try request([
                ("SCRIPT_NAME", "/a.php"), ("PATH_INFO", path), ("PATH_TRANSLATED", "/srv" + path),
                ("REQUEST_URI", "/a.php" + path),
            ])
            #expect(request.head.path == "/a.php" + path)
            #expect(request.pathInfo == path)
        }
    }

    /// cgi.fix_pathinfo looked for a file by cutting the path from its end, so that `/image.jpg/x.php` ran the image.
    @Test func fixPathInfo() throws {
        let request = try request([
            ("SCRIPT_NAME", "/image.jpg/x.php"), ("SCRIPT_FILENAME", "/srv/image.jpg/x.php"),
            ("REQUEST_URI", "/image.jpg/x.php"),
        ])
        #expect(request.head.path == "/image.jpg/x.php")
        #expect(request.scriptName == "/image.jpg/x.php" && request.pathInfo == "")
    }

    /// Programs take HTTP_PROXY for the proxy they are to use, and a client can send a header `Proxy`.
    @Test func cve2016_5385() throws {
        let request = try request([("HTTP_PROXY", "http://evil.example"), ("HTTP_ACCEPT", "*/*")])
        #expect(request.head.headerFields == [.accept: "*/*"])
    }

    /// php-cgi took HTTP_REDIRECT_STATUS, a header of the client, for the REDIRECT_STATUS of the server.
    @Test func cve2024_8927() throws {
        let request = try request([("HTTP_REDIRECT_HTTP_AUTHORIZATION", "Basic eDp5"), ("HTTP_REDIRECT_STATUS", "200")])
        #expect(request.head.headerFields[.authorization] == nil)
        #expect(request.variables["REDIRECT_STATUS"] == nil)
    }

    /// libfcgi added two lengths of 31 bits and two in 32 bits, and wrote behind what it had allocated.
    @Test func cve2025_23016() {
        for bytes in [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 65, 66], [0xFF, 0xFF, 0xFF, 0xFE, 1, 65, 66],
            [1, 0xFF, 0xFF, 0xFF, 0xFF, 65, 66],
        ] as [[UInt8]] {
            #expect { try CGIVariables(pairs: ByteBuffer(bytes: bytes)) } throws: {
                ($0 as? CGIRequestError)?.code == .malformed
            }
        }
    }

    /// nginx did not see the end of a path with a space in it, and passed on `/a \0.php`.
    @Test(arguments: ["/a \0.php", "/a\0.php"]) func cve2013_4547(path: String) {
        #expect(throws: CGIRequestError.self) { try self.request([("SCRIPT_NAME", path)]) }
        #expect(throws: CGIRequestError.self) { try self.request([("REQUEST_URI", path)]) }
    }

    /// lighttpd compared an alias without looking whether a part of the path ends there, so that `/app../x` left it.
    @Test(arguments: ["/app../x", "/app..", "/app.", "/appx", "/app;/x", "/app%2e%2e/x"])
    func cve2018_19052(path: String) {
        #expect { try self.request([("REQUEST_URI", path)], mount: "/app") } throws: {
            ($0 as? CGIRequestError)?.code == .outsideMountPoint
        }
    }

    /// Apache decoded `%%32%65` twice, and so left the document root by `..` (CVE-2021-42013).
    @Test func cve2021_41773() throws {
        #expect(throws: CGIRequestError.self) {
            try self.request([("REQUEST_URI", "/app/%%32%65%%32%65/x")], mount: "/app")
        }
        let request = try request([("REQUEST_URI", "/app/%252e%252e/x")], mount: "/app")
        #expect(request.head.path == "/%252e%252e/x")
        #expect(request.pathInfo == "/%2e%2e/x")
    }

    /// haproxy counted content and padding together in 16 bits, and took the content for records.
    @Test func recordsThatHideInOthers() {
        var hidden = ByteBuffer()
        hidden.writeRequest(9, variables: [("REQUEST_METHOD", "GET")])
        hidden.writeRepeatingByte(0, count: 65535 - hidden.readableBytes)
        for split in [Split.whole, .random3] {
            var driver = ConnectionDriver()
            driver.feed(split) { bytes in
                bytes.writeRecord(RecordType(rawValue: 77), request: 1, content: hidden, padding: 255)
                bytes.writeRecord(.standardInput, request: 1, content: hidden, padding: 1)
                bytes.writeGetValues([])
            }
            #expect(driver.look() == "RESULT ")
        }
    }
}

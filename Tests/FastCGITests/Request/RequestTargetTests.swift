import HTTPTypes
import Testing

@testable import FastCGI

/// The path of a request, as the servers describe it.
@Suite struct RequestTargetTests {
    /// SCRIPT_NAME, PATH_INFO, REQUEST_URI, QUERY_STRING; nil is not sent.
    struct Sent: CustomStringConvertible {
        var script: String?
        var info: String?
        var uri: String?
        var query: String?

        init(_ script: String?, _ info: String?, _ uri: String?, _ query: String? = nil) {
            (self.script, self.info, self.uri, self.query) = (script, info, uri, query)
        }

        var variables: CGIVariables {
            let pairs = [
                ("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", script), ("PATH_INFO", info), ("REQUEST_URI", uri),
                ("QUERY_STRING", query),
            ]
            return CGIVariables(pairs.compactMap { name, value in value.map { (name: name, value: $0) } })
        }

        var description: String { variables.dropFirst().map { "\($0.name)=\($0.value)" }.joined(separator: " ") }
    }

    private func target(_ sent: Sent, _ mount: String? = nil) -> String {
        do {
            let request = try CGIRequest(
                sent.variables, mapping: RequestMapping(mountPoint: mount.flatMap(MountPoint.init)))
            return request.head.path ?? "none"
        } catch {
            return "\(error.status.code)"
        }
    }

    @Test(arguments: [
        // nginx: the whole path is SCRIPT_NAME.
        (Sent("/ext/abc/d e", nil, "/ext/abc/d%20e?x=1", "x=1"), "/ext/abc/d%20e?x=1"),
        (Sent("/", "", "/", ""), "/"),
        // lighttpd and mod_fcgid: cut in two.
        (Sent("/ext", "/abc/d e", "/ext/abc/d%20e?x=1", "x=1"), "/ext/abc/d%20e?x=1"),
        (Sent("", "/abc", "/abc", ""), "/abc"),
        // Escapes are kept where they mean the same.
        (Sent("/a/b", nil, "/a%2Fb", ""), "/a%2Fb"),
        (Sent("/a", "/b", "/%61/b", ""), "/%61/b"),
        // The script's name is in PATH_INFO, too (IIS).
        (Sent("/app", "/app/x", "/app/x", ""), "/app/x"),
        // Rewritten by the server: what the server says counts.
        (Sent("/new", nil, "/old?a=b", "c=d"), "/new?c=d"),
        (Sent("/a", nil, "//a", ""), "/a"),
        (Sent("/b", nil, "/a/../b", ""), "/b"),
        (Sent("/app.fcgi", "/x", "/x", ""), "/x"),
        // No REQUEST_URI.
        (Sent("/s", "/p q%?#é", nil, "a=b"), "/s/p%20q%25%3F%23%C3%A9?a=b"),
        (Sent(nil, nil, nil), "/"),
        (Sent("", "", "", ""), "/"),
        // Only REQUEST_URI.
        (Sent(nil, nil, "/a%20b?c"), "/a%20b?c"),
        (Sent(nil, nil, "/a?", ""), "/a?"),
        (Sent(nil, nil, "http://host:80/a?b"), "/a?b"),
        (Sent(nil, nil, "HTTPS://host"), "/"),
        (Sent(nil, nil, "/a#b?c"), "/a"),
        (Sent(nil, nil, "/\u{7F}é \"<"), "/%7F%C3%A9%20\"<"),
        // Queries.
        (Sent("/a", nil, "/a?b", nil), "/a?b"),
        (Sent("/a", nil, "/a?b", ""), "/a"),
        (Sent("/a", nil, "/a", "b"), "/a?b"),
        (Sent("/a", nil, "/a?b c", "b c\r\n"), "/a?b%20c%0D%0A"),
        (Sent("/a", nil, "/a?x=?&y=/../", "x=?&y=/../"), "/a?x=?&y=/../"),
        // Nothing that could be one.
        (Sent("a", nil, nil), "400"),
        (Sent("/a", "b", "/ab"), "400"),
        (Sent(nil, nil, "/%zz"), "400"),
        (Sent(nil, nil, "/%4"), "400"),
        (Sent(nil, nil, "/%"), "400"),
        (Sent("/%zz", nil, "/%zz"), "/%25zz"),
        (Sent(nil, nil, "/a%00b"), "400"),
        (Sent("/a\0b", nil, "/a%00b"), "400"),
        (Sent("/a\0b", nil, nil), "400"),
        (Sent(nil, nil, "*"), "400"),
        (Sent(nil, nil, "garbage"), "400"),
        (Sent(nil, nil, "?x"), "400"),
        (Sent("/a", nil, "garbage"), "/a"),
        (Sent(nil, nil, ""), "/"),
    ]) func withoutAMountPoint(sent: Sent, expected: String) {
        #expect(target(sent) == expected)
    }

    @Test(arguments: [
        (Sent("/app/x", nil, "/app/x?q", "q"), "/app", "/x?q"),
        (Sent("/app", "/x", "/app/x", ""), "/app", "/x"),
        (Sent("/app", "/x", "/app/x", ""), "/app/", "/x"),
        (Sent("/app", "", "/app", ""), "/app", "/"),
        (Sent("/app", "/", "/app/", ""), "/app", "/"),
        (Sent("/app/x", nil, "/app/x", ""), "/", "/app/x"),
        (Sent("/app.fcgi", nil, "/x/y", ""), "/", "/x/y"),
        (Sent("/app.fcgi", "/x", "/app/x", ""), "/app", "/x"),
        (Sent("/app", "/a/b", "/app/a%2Fb", ""), "/app", "/a%2Fb"),
        (Sent("/my app", "/x", "/my%20app/x", ""), "/my app", "/x"),
        (Sent("/app", "/x", "/%61pp/x", ""), "/app", "/x"),
        (Sent("/app", "/x y", nil, ""), "/app", "/x%20y"),
        (Sent("/app/x", nil, "//app//x", ""), "/app", "/x"),
        (Sent("/new/x", nil, "/old/x", ""), "/new", "/x"),
        (Sent("/x", "/app/y", nil, ""), "/app", "/y"),
        (Sent(nil, nil, "/app//x/", nil), "/app", "//x/"),
        (Sent(nil, nil, "/app?x", nil), "/app", "/?x"),
        // Elsewhere.
        (Sent("/apple", nil, "/apple", ""), "/app", "404"),
        (Sent("/ap", nil, "/ap", ""), "/app", "404"),
        (Sent("/", "", "/", ""), "/app", "404"),
        (Sent("", "", "", ""), "/app", "404"),
        (Sent(nil, nil, "/app%2Fx", nil), "/app", "404"),
        (Sent(nil, nil, "/a%2Fb/x", nil), "/a/b", "404"),
        (Sent(nil, nil, "/ap%7", nil), "/app", "404"),
        (Sent(nil, nil, "/app%", nil), "/app", "404"),
        // Dots are resolved before it is decided what is below.
        (Sent(nil, nil, "/app/../admin", nil), "/app", "404"),
        (Sent(nil, nil, "/app/%2e%2E/admin", nil), "/app", "404"),
        (Sent("/app/../admin", nil, nil, nil), "/app", "404"),
        (Sent(nil, nil, "/x/../app/./y/..", nil), "/app", "/"),
        (Sent(nil, nil, "/../../app/y", nil), "/app", "/y"),
        (Sent(nil, nil, "/app/...", nil), "/app", "/..."),
        (Sent("/app/%2e%2e/x", nil, nil, nil), "/app", "/%252e%252e/x"),
        (Sent(nil, nil, "/app/%00", nil), "/app", "400"),
        (Sent(nil, nil, "*", nil), "/app", "400"),
    ]) func belowAMountPoint(sent: Sent, mount: String, expected: String) {
        #expect(target(sent, mount) == expected)
    }

    @Test func theNamesAreThoseOfTheMountPoint() throws {
        let sent = Sent("/app/x y", nil, "/app/x%20y", "")
        let mounted = try CGIRequest(sent.variables, mapping: RequestMapping(mountPoint: MountPoint("/app")))
        #expect(mounted.scriptName == "/app" && mounted.pathInfo == "/x y")
        let free = try CGIRequest(sent.variables)
        #expect(free.scriptName == "/app/x y" && free.pathInfo == "")
        let root = try CGIRequest(sent.variables, mapping: RequestMapping(mountPoint: .root))
        #expect(root.scriptName == "" && root.pathInfo == "/app/x y")
    }

    @Test(arguments: [
        "", "app", "/a?b", "/a#b", "/a%20b", "/a/../b", "/./a", "//a", "/a//b", "/a\n", "/a//", "//", "/..",
    ]) func whatIsNoMountPoint(path: String) {
        #expect(MountPoint(path) == nil)
    }

    @Test func mountPointsAreWrittenWithoutASlashAtTheEnd() {
        #expect(MountPoint("/")?.description == "")
        #expect(MountPoint("/") == .root)
        #expect(MountPoint("/a/b/")?.description == "/a/b")
    }

    @Test func optionsHasTheAsterisk() throws {
        let variables = CGIVariables(["REQUEST_METHOD": "OPTIONS", "REQUEST_URI": "*"])
        #expect(try CGIRequest(variables).head.path == "*")
    }

    @Test(arguments: [(20, "414"), (21, "/0123456789012345678?")]) func targetsHaveALimit(most: Int, expected: String) {
        for info in [nil, "/x"] as [String?] {
            let sent = Sent(nil, nil, "/0123456789012345678?", info.map { _ in "" })
            var found = ""
            do {
                let mapping = RequestMapping(mountPoint: info.map { _ in .root }, maximumTargetBytes: most)
                found = try CGIRequest(sent.variables, mapping: mapping).head.path ?? ""
            } catch {
                found = "\(error.status.code)"
            }
            #expect(found == expected)
        }
    }

    @Test func theFastWayFindsTheSame() throws {
        var generator = SeededGenerator(5)
        let parts = ["/", "/a", "/a/b", "", "/%41", "/A", "?", "x", "#", " ", "%", "é", "/..", "*", "&"]
        var fast = 0
        for _ in 0..<20000 {
            func some() -> String? {
                guard Int.random(in: 0..<6, using: &generator) > 0 else { return nil }
                return (0..<Int.random(in: 0...2, using: &generator))
                    .map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
            }
            let script = some()
            let info = some()
            let query = some()
            let isPlain = Bool.random(using: &generator)
            let uri = isPlain ? (script ?? "") + (info ?? "") + (query.map { "?" + $0 } ?? "") : some()
            let variables = Sent(script, info, uri, query).variables
            let known = KnownVariables(variables)
            guard let text = RequestTarget.plainText(known, variables, .init()) else { continue }
            fast += 1
            #expect(try RequestTarget(careful: known, variables, .init()).text == text)
        }
        #expect(fast > 1000)
    }
}

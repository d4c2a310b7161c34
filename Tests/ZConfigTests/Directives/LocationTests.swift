import Testing

@testable import ZConfig

/// Where the file is that a reference means.
@Suite struct LocationTests {
    @Test(
        arguments: [
            ("b.conf", "a.conf", "b.conf"), ("b.conf", "/x/a.conf", "/x/b.conf"), ("b.conf", "x/a.conf", "x/b.conf"),
            ("./b.conf", "/x/a.conf", "/x/b.conf"), ("../b.conf", "/x/y/a.conf", "/x/b.conf"),
            ("../../../b", "/x/a", "/b"),
            ("../b.conf", "a.conf", "../b.conf"), ("../b.conf", "../a.conf", "../../b.conf"),
            ("y/./z/../b", "/x/a", "/x/y/b"),
            ("/b.conf", "x/a.conf", "/b.conf"), ("//x/b.conf", "/y/a.conf", "/x/b.conf"),
            ("///b.conf", "/y/a.conf", "/b.conf"),
            ("b c.conf", "/x/a.conf", "/x/b c.conf"), ("b%20c.conf", "/x/a.conf", "/x/b c.conf"),
            ("b.conf", "/x y/a", "/x y/b.conf"),
            ("b.conf", "/x%20y/a", "/x%20y/b.conf"), ("b%2520c", "/a", "/b%20c"), ("b%zz", "/a", "/b%zz"),
            ("b%2", "/a", "/b%2"), ("b%+1", "/a", "/b%+1"),
            ("%2e%2E/b", "/x/a", "/b"), ("b%23c", "/a", "/b#c"), ("b?c=d", "/a", "/b?c=d"), ("b;c", "/a", "/b;c"),
            ("b?", "/a", "/b"),
            ("b?c?", "/a", "/b?c?"), ("b#", "/a", "/b"),
            ("%C3%A4", "/a", "/\u{E4}"), ("b%00c", "/a", nil), ("b\u{0}c", "/a", nil),
            ("file:b.conf", "/x/a", "/x/b.conf"), ("file:/b.conf", "/x/a", "/b.conf"),
            ("file:///b.conf", "/x/a", "/b.conf"),
            ("FILE:///b.conf", "/x/a", "/b.conf"), ("file://localhost/b", "/x/a", "/b"),
            ("file:///b%20c", "/x/a", "/b c"),
            ("b#c", "/a", nil), ("#c", "/a", nil), ("http://x/b", "/a", nil), ("https:b", "/a", nil),
            ("package:a:b", "/a", "package:a:b"), ("b", "package:a:c", "b"), ("", "package:a:b", "package:a:b"),
            ("9:b", "/x/a", "/x/9:b"), ("./b:c", "/x/a", "/x/b:c"), ("b/c:d", "/x/a", "/x/b/c:d"),
        ] as [(String, String, String?)])
    func resolves(reference: String, file: String, location: String?) {
        #expect((try? Location.resolve(reference, from: file)) == location)
    }

    @Test(arguments: [
        ("a.conf", "a.conf"), ("/x/../a.conf", "/x/../a.conf"), ("a b%20#c", "a b%20#c"), ("file:a.conf", "a.conf"),
        ("file:///x/a%20b", "/x/a b"), ("file://localhost/x/a", "/x/a"), ("http:a", "http:a"),
    ])
    func takesTheFirstFileAsItIs(location: String, path: String) {
        #expect(Location.path(location) == path)
    }
}

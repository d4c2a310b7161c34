import Testing
import ZConfig

@Suite struct HTTPTargetTests {
    @Test(arguments: [
        ("http://localhost/", "localhost", "/"), ("HTTP://Host:80/A/b", "Host:80", "/A/b"),
        ("http://u:p@h/a;p?q#f", "u:p@h", "/a;p?q#f"), ("http://h/a;p/b;q", "h", "/a;p/b;q"), ("http://h/;", "h", "/"),
        ("http://h/?", "h", "/"), ("http://h/#", "h", "/"), ("http://h/;?#", "h", "/"), ("http://h/?;#", "h", "/?;"),
        ("http://h/#?q", "h", "/#?q"), ("http://h/?a?b#c#d", "h", "/?a?b#c#d"), ("http://h;p/a", "h;p", "/a"),
        (" \u{1}http://h/ a ", "h", "/ a "), ("ht\ntp:/\t/h/\ra", "h", "/a"), ("http://h//", "h", "//"),
        ("http://[::1]:80/", "[::1]:80", "/"), ("http://[fe80::1%lo]/", "[fe80::1%lo]", "/"),
        ("http://[v1.x]/", "[v1.x]", "/"), ("http://é/é", "é", "/é"), ("http://h/\u{301}a", "h", "/\u{301}a"),
        ("http://a b/", "a b", "/"),
    ])
    func reads(text: String, netloc: String, selector: String) throws {
        #expect(try Datatype.httpTarget.convert(text) == HTTPTarget(netloc: netloc, selector: selector))
    }

    @Test(arguments: [
        "", "h", "/a", "https://h/", "ftp://h/", "http:", "http:/h/", "http:h", "http:///a", "http://", "http://h",
        "http://h?q", "http://h#f", "//h/", "\u{3000}http://h/", "http\u{301}://h/", "http://[/", "http://]/",
        "http://]a[/", "http://[]/", "http://[1.2.3.4]/", "http://[::1/", "http://[::1%]/", "http://[::1%a%b]/",
        "http://[v.x]/", "http://[v1.]/", "http://[V1.x]/", "http://[x]/", "http://a\u{FF0F}b/", "http://\u{2100}/",
    ])
    func refusesAnythingElse(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.httpTarget.convert(text) }
    }

    @Test func saysWhatIsMissing() {
        #expect(throws: ConversionError("'http://h' has no path: http://HOST/PATH is wanted, / at least")) {
            try Datatype.httpTarget.convert("http://h")
        }
    }
}

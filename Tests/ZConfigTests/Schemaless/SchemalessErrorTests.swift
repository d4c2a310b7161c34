import Testing

@testable import ZConfig

/// What is wrong in a file without a schema, and where.
@Suite struct SchemalessErrorTests {
    @Test(arguments: [
        ("<a", "malformed section start"), ("</a", "malformed section end"), ("<>", "malformed section header"),
        ("< a>", "malformed section header"), ("<a b c>", "malformed section header"),
        ("(a", "malformed configuration data"), ("%", "missing or unrecognized directive"),
        ("%Define a b", "unknown directive: 'Define'"), ("%import ", "missing argument to %import directive"),
        ("%define", "missing argument to %define directive"), ("%include", "missing argument to %include directive"),
        ("</a>", "unexpected section end"),
    ])
    func reportsTheGrammar(line: String, message: String) {
        let error = SchemalessReading("# one\n\n\(line)\nk $x\n").error
        #expect(error?.hasPrefix("main.conf:3: syntax: \(message)") == true, "\(error ?? "none")")
    }

    @Test func reportsSectionsThatDoNotMatch() {
        let unbalanced = "main.conf:2: syntax: unbalanced section end: "
        #expect(SchemalessReading("<A>\n</B>").error == unbalanced + "</b> where <a> is open")
        #expect(SchemalessReading("<a>\n</ a>").error == unbalanced + "</ a> where <a> is open")
        #expect(SchemalessReading("<é n>\n</é n>").error == unbalanced + "</é n> where <é> is open")
        #expect(
            SchemalessReading("<a/>\n</a>").error == "main.conf:2: syntax: unexpected section end: no section is open")
    }

    /// The place is the last line of the file.
    @Test(arguments: [("<a>\n<b>\n</b>", 3), ("<A>", 1), ("<a>\n", 1), ("<a>\n\n", 2), ("<a>\n ", 2)])
    func reportsSectionsThatDoNotEnd(text: String, line: Int) {
        #expect(
            SchemalessReading(text).error
                == "main.conf:\(line): syntax: unclosed sections not allowed: <a> has no end")
    }

    @Test(arguments: ["$x", "${x}", "$(NONE)", "$", "$ ", "$1", "${", "${x", "$()", "$é"])
    func reportsSubstitution(value: String) {
        for key in ["k", "%import", "%include"] {
            let error = SchemalessReading("a $$\n\(key) a\(value)\n(").error
            #expect(error?.hasPrefix("main.conf:2: substitution: ") == true, "\(error ?? "none")")
        }
    }

    @Test func supportsNoDefinitionsAndNoOtherFiles() {
        let define = "defines are not supported without a schema"
        #expect(SchemalessReading("\n%define a b").error == "main.conf:2: unsupported: %define: \(define)")
        // What it says is not looked at.
        #expect(SchemalessReading("%define 1 $x").error == "main.conf:1: unsupported: %define: \(define)")
        let include = "includes are not supported without a schema"
        #expect(SchemalessReading("<a>\n%include b").error == "main.conf:2: unsupported: %include: \(include)")
    }

    @Test func reportsTheFile() {
        let loader = SchemalessLoader(resources: InMemoryResources([:]), environment: { _ in nil })
        #expect { try loader.load("no.conf") } throws: { "\($0)" == "no.conf: resource: there is no such file" }
        let error = SchemalessReading(Array("(\n# ".utf8) + [0xFF]).error
        #expect(error == "main.conf: encoding: the file is not UTF-8: see its line 2")
    }

    @Test func showsTheLine() {
        #expect { try SchemalessReading("a\n  b $x \n").configuration() } throws: {
            ($0 as? ConfigurationError)?.sourceLine == "  b $x "
        }
    }
}

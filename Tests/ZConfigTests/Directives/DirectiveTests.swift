import Testing

@testable import ZConfig

/// Directives that are none, and `%import`.
@Suite struct DirectiveTests {
    @Test(arguments: [
        ("%Define a x", "unknown directive: 'Define'; did you mean 'define'?"),
        ("%incldue a", "unknown directive: 'incldue'; did you mean 'include'?"),
        ("%bogus", "unknown directive: 'bogus'"),
        ("%%define a x", "unknown directive: '%define'; did you mean 'define'?"),
        ("% define a x", "missing or unrecognized directive: %define, %include or %import is wanted"),
        ("%", "missing or unrecognized directive: %define, %include or %import is wanted"),
        ("%define", "missing argument to %define directive"), ("%include", "missing argument to %include directive"),
        ("%import ", "missing argument to %import directive"),
    ])
    func refuses(line: String, message: String) {
        #expect(Reading("\n<room>\n\(line)\n</room>").report == ["main.conf:3: syntax: \(message)"])
        #expect(Reading(line).firstError?.message == message)
    }

    /// There are no packages: all section types are declared in the program.
    @Test(arguments: ["%import a.b", "%define p a.b\n%import $p"])
    func knowsNoPackages(text: String) {
        let error = Reading(text).firstError
        #expect(error?.kind == .resource)
        #expect(error?.message == "%import: there is no package 'a.b'")
    }
}

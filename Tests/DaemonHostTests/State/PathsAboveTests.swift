import Testing

@testable import DaemonHost

/// What is above a path.
@Suite struct PathsAboveTests {
    @Test(arguments: [
        ("", []), ("mail", []), ("mail/in", ["mail"]), ("mail/in/alice", ["mail/in", "mail"]), ("/a", [""]),
        ("a//b", ["a/", "a"]), ("a/\u{301}b/c", ["a/\u{301}b", "a"]),
    ])
    func theNearestComesFirst(path: String, above: [String]) {
        #expect(Array(PathsAbove(path)) == above)
    }
}

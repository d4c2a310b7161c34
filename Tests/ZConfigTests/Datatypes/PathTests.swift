import Testing

@testable import ZConfig

/// A machine made of tables.
struct TableMachine: Surroundings {
    var files: Set<String> = []
    var directories: Set<String> = []
    var homeFolder: String?
    var homeFolders: [String: String] = [:]
    var locales: Set<String> = []

    func exists(_ path: String) -> Bool { files.contains(path) || directories.contains(path) }
    func isDirectory(_ path: String) -> Bool { directories.contains(path) }
    func homeFolder(of user: String) -> String? { homeFolders[user] }
    func isLocale(_ name: String) -> Bool { locales.contains(name) }

    /// One with a few of everything.
    static let example = TableMachine(
        files: ["/etc/passwd", "here", "/home/me/notes"], directories: ["/", "/etc", "/home/me", "sub", "//"],
        homeFolder: "/home/me/", homeFolders: ["her": "/home/her"], locales: ["C", ""])
}

/// The datatypes that ask the machine.
@Suite struct PathTests {
    @Test(arguments: [
        ("", ""), ("a/~", "a/~"), (" ~", " ~"), ("~", "/home/me"), ("~/", "/home/me/"), ("~//a", "/home/me//a"),
        ("~her", "/home/her"), ("~her/a~b", "/home/her/a~b"), ("~him/a", "~him/a"), ("~~", "~~"),
        ("~/\u{301}a", "/home/me/\u{301}a"), ("~\u{301}", "~\u{301}"),
    ])
    func expandsHomeFolders(path: String, expanded: String) throws {
        #expect(try PathText.expandingHome(path, TableMachine.example) == expanded)
    }

    @Test(arguments: [
        (nil, "~/a", "~/a"), ("", "~", "/"), ("", "~/", "/"), ("", "~/a", "/a"), ("/", "~", "/"), ("/", "~/a", "/a"),
        ("///", "~", "/"), ("home", "~/a", "home/a"),
    ])
    func expandsTheHomeFolder(home: String?, path: String, expanded: String) throws {
        #expect(try PathText.expandingHome(path, TableMachine(homeFolder: home)) == expanded)
    }

    @Test func refusesAUserThatCannotBe() {
        #expect(throws: ConversionError.self) { try PathText.expandingHome("~a\u{0}/b", TableMachine.example) }
    }

    @Test(arguments: [
        ("", ""), ("a", ""), ("a/b", "a"), ("a/", "a"), ("/a", "/"), ("/", "/"), ("//a", "//"), ("///", "///"),
        ("a//b", "a"), ("//a//b//", "//a//b"), ("a/\u{301}b", "a"),
    ])
    func findsTheDirectory(path: String, directory: String) {
        #expect(PathText.directory(of: path) == directory)
    }

    @Test(arguments: [("/etc", "/etc"), ("~", "/home/me"), ("sub", "sub")])
    func readsDirectories(text: String, path: String) throws {
        #expect(try Datatype<String>.existingDirectory(TableMachine.example).convert(text) == path)
    }

    @Test(arguments: ["", "/etc/passwd", "/none", "~him", "here"])
    func refusesOtherDirectories(text: String) {
        #expect(throws: ConversionError("there is no directory '\(text)'")) {
            try Datatype<String>.existingDirectory(TableMachine.example).convert(text)
        }
    }

    @Test(arguments: [("/etc/passwd", "/etc/passwd"), ("here", "here"), ("~/notes", "/home/me/notes"), ("sub", "sub")])
    func readsPathsAndFiles(text: String, path: String) throws {
        #expect(try Datatype<String>.existingPath(TableMachine.example).convert(text) == path)
        #expect(try Datatype<String>.existingFile(TableMachine.example).convert(text) == path)
    }

    @Test(arguments: ["", "none", "~/none", "~him"])
    func refusesOtherPathsAndFiles(text: String) {
        #expect(throws: ConversionError.self) { try Datatype<String>.existingPath(TableMachine.example).convert(text) }
        #expect(throws: ConversionError.self) { try Datatype<String>.existingFile(TableMachine.example).convert(text) }
    }

    @Test(arguments: [
        ("none", "none"), ("", ""), ("/etc/none", "/etc/none"), ("/none", "/none"), ("~/x", "/home/me/x"),
        ("~him", "~him"), ("sub//x", "sub//x"), ("//x", "//x"),
    ])
    func readsPathsInDirectories(text: String, path: String) throws {
        #expect(try Datatype<String>.existingDirpath(TableMachine.example).convert(text) == path)
    }

    @Test(arguments: ["none/x", "here/x", "~him/x", "/etc/passwd/"])
    func refusesPathsInNoDirectory(text: String) {
        #expect(throws: ConversionError.self) {
            try Datatype<String>.existingDirpath(TableMachine.example).convert(text)
        }
    }

    @Test func readsLocales() throws {
        let locale = Datatype<String>.locale(TableMachine.example)
        #expect(try locale.convert("C") == "C")
        #expect(try locale.convert("") == "")
        #expect(throws: ConversionError.self) { try locale.convert("xx_XX") }
        #expect(throws: ConversionError.self) { try locale.convert("C\u{0}") }
    }
}

import Testing

@testable import ZConfig

@Suite struct IncludeTests {
    @Test func readsLinesAsIfTheyStoodThere() throws {
        let root = try Reading(
            "notes a\n<room x>\n%include in.conf\n</room>\nnotes d",
            including: ["in.conf": "notes b\n<chair y>\n</chair>\nnotes c"]
        ).root()
        #expect(root.notes == ["a", "d"])
        #expect(root.children.map(\.notes) == [["b", "c"]])
        #expect(root.children.first?.children.map(\.name) == ["y"])
    }

    @Test func definesInBothDirections() throws {
        let root = try Reading(
            "%define a 1\n%include in.conf\nnotes $b", including: ["in.conf": "notes $a\n%define b 2"]
        ).root()
        #expect(root.notes == ["1", "2"])
    }

    @Test func readsAFileTwice() throws {
        let root = try Reading(
            "%include in.conf\n%include in.conf", including: ["in.conf": "%define a x\nnotes $a"]
        ).root()
        #expect(root.notes == ["x", "x"])
    }

    @Test func findsFilesBesideTheOneThatIncludesThem() throws {
        let files = [
            "a/in.conf": "%include b/in.conf", "a/b/in.conf": "%include ../up.conf\n%include /top.conf",
            "a/up.conf": "notes up", "/top.conf": "notes top",
        ]
        #expect(try Reading("%include a/in.conf", including: files).root().notes == ["up", "top"])
    }

    @Test func givesPositionsInTheFileOfTheLine() {
        let files = ["a/in.conf": "# a\nbogus x\n%include more.conf", "a/more.conf": "\n\n<chair>\ncount x\n</chair>"]
        let reading = Reading("\n%include a/in.conf\nalso y", including: files)
        #expect(
            reading.places == [
                "a/in.conf:2: configuration", "a/more.conf:4: conversion", "main.conf:3: configuration",
            ])
        #expect(reading.firstError?.placeAndKind == "a/in.conf:2: configuration")
    }

    // MARK: What cannot be included

    @Test func namesAFileThatIsMissing() {
        let error = Reading("\n%include a/in.conf").firstError
        #expect(error?.description == "a/in.conf: resource: there is no such file (included at main.conf:2)")
    }

    @Test func namesAFileThatIsNotUTF8() {
        let resources = ByteResources(files: ["main.conf": Array("%include in.conf".utf8), "in.conf": [0x0A, 0xFF]])
        let loader = ConfigurationLoader(schema: House.schema, resources: resources, environment: { _ in nil })
        #expect(
            loader.check("main.conf").errors.sorted.map(\.description) == [
                "in.conf: encoding: the file is not UTF-8: see its line 2 (included at main.conf:1)"
            ])
    }

    @Test(arguments: ["in.conf#", "in.conf"])
    func takesAnEmptyFragment(reference: String) throws {
        #expect(try Reading("%include \(reference)", including: ["in.conf": "notes a"]).root().notes == ["a"])
    }

    @Test func refusesFragments() {
        let error = Reading("%include in.conf#a", including: ["in.conf": ""]).firstError
        #expect(error?.placeAndKind == "main.conf:1: configuration")
        #expect(error?.message.hasPrefix("fragment identifiers are not supported") == true)
    }

    @Test(arguments: [
        ("%include main.conf", [:], "main.conf:1", "'main.conf' includes 'main.conf'"),
        ("%include ./x/../main.conf", [:], "main.conf:1", "'main.conf' includes 'main.conf'"),
        (
            "%include a.conf", ["a.conf": "\n%include b.conf", "b.conf": "%include a.conf"], "b.conf:1",
            "'a.conf' includes 'b.conf' includes 'a.conf'"
        ),
        (
            "%include a.conf", ["a.conf": "\n%include main.conf"], "a.conf:2",
            "'main.conf' includes 'a.conf' includes 'main.conf'"
        ),
    ])
    func namesTheChainOfACycle(text: String, files: [String: String], place: String, chain: String) {
        let error = Reading(text, including: files).firstError
        #expect(error?.description == "\(place): resource: a file includes itself: \(chain)")
    }

    /// Names of files are bytes: those that only look the same are not the same file.
    @Test func tellsCompositionsOfANameApart() throws {
        struct Resources: ResourceLoader {
            func load(_ location: String) -> [UInt8] {
                Array((location.utf8.elementsEqual("\u{E4}".utf8) ? "notes a" : "%include \u{E4}").utf8)
            }
        }
        let loader = ConfigurationLoader(schema: House.schema, resources: Resources(), environment: { _ in nil })
        #expect(try loader.load("a\u{308}").root.notes == ["a"])
    }

    // MARK: Sections and files

    @Test func refusesASectionThatEndsInAnotherFile() {
        let reading = Reading("%include in.conf\n</room>", including: ["in.conf": "\n<room>\ntext a\n"])
        #expect(reading.places == ["in.conf:3: syntax", "main.conf:2: syntax"])
        #expect(reading.firstError?.message.hasPrefix("unclosed sections not allowed") == true)
    }

    @Test func refusesToEndASectionOfAnotherFile() {
        let reading = Reading("<room>\n%include in.conf\n</room>", including: ["in.conf": "</room>"])
        #expect(reading.places == ["in.conf:1: syntax"])
        #expect(reading.firstError?.message.hasPrefix("unexpected section end") == true)
    }
}

import BigInt
import Testing

@testable import ZConfig

/// Values that are given from outside the file.
@Suite struct OverrideTests {
    private static let file = """
        text a
        notes a
        <room One>
          text b
          <table desk>
            text c
            count 1
          </table>
          <table/>
        </room>
        <chair>
          legs 1
          legs x
          count $nope
        </chair>
        """
    /// Without what is wrong in it.
    private static let goodFile = file.replacing("legs x", with: "legs 2").replacing("$nope", with: "7")

    @Test func replacesWhatTheFileSays() throws {
        let root = try Reading(
            OverrideTests.goodFile,
            overrides: [
                "text=x", "one/TEXT=y", "one/desk/count=5", "Chair/legs=3", "chair/Legs=4", "notes=p", "notes=q",
            ]
        ).root()
        #expect(try root.value(of: House.text) == "x")
        #expect(root.notes == ["p", "q"])
        let room = try #require(root.sections("room").first)
        #expect(try room.value(of: House.text) == "y")
        #expect(try room.sections("desk").first?.value(of: House.count) == 5)
        #expect(try room.sections("desk").first?.value(of: House.text) == "c")
        let chair = try #require(root.sections("furniture").first)
        #expect(try chair.values(of: House.legs) == [3, 4])
    }

    @Test(arguments: [
        ("text=", ""), ("text= a ", " a "), ("text=$a$$", "$a$$"), ("text=a=b", "a=b"), ("text=a/b", "a/b"),
        ("TEXT=# x", "# x"),
    ])
    func takesTheValueAsItIs(override: String, value: String) throws {
        #expect(try Reading("", overrides: [override]).root().value(of: House.text) == value)
    }

    @Test func addsKeysThatTheFileLacks() throws {
        let root = try Reading("<room/>\n<chair/>", overrides: ["room/count=2", "chair/legs=9", "count=1"]).root()
        #expect(try root.value(of: House.count) == 1)
        #expect(try root.sections("room").first?.value(of: House.count) == 2)
        #expect(try root.sections("furniture").first?.values(of: House.legs) == [9])
    }

    @Test func goesToTheFirstSectionThatMatches() throws {
        let root = try Reading("<table a/>\n<table b/>\n<chair c/>", overrides: ["table/text=x", "C/text=y"]).root()
        #expect(root.children.map { $0.texts(of: "text") } == [["x"], [], ["y"]])
        // All of them go to the first, by its name or its type.
        let both = try Reading("<table a/>\n<table b/>", overrides: ["a/text=x", "table/count=1"]).root()
        #expect(both.children.map { $0.texts(of: "text") + $0.texts(of: "count") } == [["x", "1"], []])
    }

    @Test func hidesWhatIsWrongWithTheValuesOfTheFile() {
        let overrides = ["chair/legs=1", "chair/count=1"]
        // But not substitutions.
        #expect(Reading(OverrideTests.file, overrides: overrides).places == ["main.conf:14: substitution"])
        #expect(Reading("text a\ntext b\ncount x", overrides: ["text=c", "count=1"]).places == [])
        #expect(
            Reading("bogus 1", overrides: ["bogus=2"]).report == [
                "--set bogus: configuration: 'bogus' is not a known key name"
            ])
    }

    @Test(arguments: [
        ("text", "text: syntax: invalid configuration specifier: PATH=VALUE is wanted"),
        ("", ": syntax: invalid configuration specifier"),
        ("=x", ": syntax: '//' is not allowed in an option path"), ("/text=x", "/text: syntax: '//' is not allowed"),
        ("text/=x", "text/: syntax: '//' is not allowed"), ("one//text=x", "one//text: syntax: '//' is not allowed"),
        ("9=x", "9: conversion: '9' is not a name"), ("é/text=x", "é/text: conversion: 'é' is not a name"),
        ("one/9=x", "one/9: conversion: '9' is not a name"), ("one/é/x=1", "one/é/x: conversion: 'é' is not a name"),
        ("bogus=x", "bogus: configuration: 'bogus' is not a known key name"),
        ("one/txt=x", "one/txt: configuration: 'txt' is not a known key name in <Room one>; did you mean 'Text'?"),
        ("kitchen=x", "kitchen: configuration: 'kitchen' is not a valid key name in None sections"),
        ("one=x", "one: configuration: 'one' is not a known key name"),
        (
            "nope/text=x",
            "nope/text: configuration: not all command line options were consumed: there is no section 'nope'"
        ),
        ("oen/text=x", "oen/text: configuration: not all command line options were consumed"),
        ("one/nope/text=x", "one/nope/text: configuration: not all command line options were consumed"),
        ("text/text=x", "text/text: configuration: not all command line options were consumed"),
        ("count=x", "count: conversion: Count: 'x' is not a whole number"),
        (
            "one/desk/count=5 # five",
            "one/desk/count: conversion: Count in <Table desk>: '5 # five' is not a whole number; ZConfig has"
        ),
        ("on\u{0}e/a\n=x", "on\\x00e/a\\n: conversion: 'on\\x00e' is not a name"),
    ])
    func tellsWhatIsWrong(override: String, message: String) {
        let reading = Reading(OverrideTests.goodFile, overrides: [override])
        #expect(reading.report.count == 1)
        #expect(reading.report.first?.hasPrefix("--set \(message)") == true, "\(reading.report)")
        #expect(reading.firstError != nil)
    }

    @Test func refusesTwoValuesForOne() {
        let reading = Reading(OverrideTests.goodFile, overrides: ["one/text=x", "room/TEXT=y"])
        #expect(
            reading.report == [
                "--set room/TEXT: configuration: 'TEXT' does not support multiple values; "
                    + "it stands at --set one/text already"
            ])
    }

    @Test func tellsAllOfThem() {
        let overrides = ["text", "a//b=1", "9=1", "bogus=1", "nope/x=1", "one/x=1", "count=y", "one/desk/count=z"]
        #expect(
            Reading(OverrideTests.goodFile, overrides: overrides).places.sorted() == [
                "--set 9: conversion", "--set a//b: syntax", "--set bogus: configuration", "--set count: conversion",
                "--set nope/x: configuration", "--set one/desk/count: conversion", "--set one/x: configuration",
                "--set text: syntax",
            ])
    }

    /// Where a section was refused that an override may be for, the override is not blamed.
    @Test(arguments: [
        "<room one\ntext a\n</room>", "<roon one>\n</roon>", "<room one x>\n</room>",
        "<lamp>\n</lamp>\n%include nope.conf",
        "%include nope.conf", "%Include nope.conf", "<nothing one/>", "<nothing on/>",
    ])
    func isNotBlamedForSectionsThatWereRefused(text: String) {
        #expect(
            Reading(text, overrides: ["one/text=x"]).gathered.allSatisfy {
                $0.position?.file.hasPrefix("--set") == false
            })
    }

    @Test func isBlamedAllTheSameForOthers() {
        #expect(
            Reading("<nothing a/>", overrides: ["one/text=x"]).places == [
                "main.conf:1: syntax", "--set one/text: configuration",
            ])
    }

    @Test func standsForAKeyWhoseValueCannotBeHad() throws {
        let text = "%define a $nope\n<chair>\nweight $a\ntext $nope\n</chair>"
        let reading = Reading(text, overrides: ["chair/weight=5", "chair/text=x"])
        #expect(reading.places == ["main.conf:1: substitution", "main.conf:4: substitution"])
    }
}

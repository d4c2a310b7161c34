import Testing

@testable import ZConfig

/// Which of two errors comes first, and in which order all of them are told.
@Suite struct OrderTests {
    /// The place at which reading stops.
    @Test(arguments: [
        // Values are converted when their section ends.
        ("count x\nbogus 1", "main.conf:2: configuration"), ("count x\n<room>", "main.conf:2: syntax"),
        ("count x\n<table>\ncount y\n</table>", "main.conf:3: conversion"),
        ("<table>\ncount x\n</table>\n<room", "main.conf:2: conversion"),
        ("<table>\ncount x\n</room>", "main.conf:3: syntax"),
        // The first bad key by declaration, not by line.
        ("<chair>\nlegs x\nfolds x\nsize x\ncount x\n</chair>", "main.conf:5: conversion"),
        ("<chair>\nlegs x\nlegs y\n</chair>", "main.conf:2: conversion"),
        // Keys, repetitions and substitutions are looked at at once.
        ("count x\n9 x", "main.conf:2: conversion"), ("count x\ncount 1", "main.conf:2: configuration"),
        ("count x\ntext $a", "main.conf:2: substitution"), ("bogus $a", "main.conf:1: substitution"),
        ("text a\ntext $a", "main.conf:2: substitution"),
        // What must be there comes before conversion, and both before the section stands in its place.
        ("<shed a>\ntext a\n</shed>", "main.conf:3: syntax"),
        ("<table a/>\n<table a>\ncount x\n</table>", "main.conf:3: conversion"),
        ("<table a/>\n<table a>\n</table>", "main.conf:3: syntax"),
        // A repeated name comes before too many.
        ("<room a/>\n<room a/>", "main.conf:2: configuration"),
        // The type comes before the place.
        ("<lamp x>\n<nothing/>\n</lamp>", "main.conf:2: syntax"),
    ])
    func stopsAtTheFirst(text: String, place: String) {
        #expect(Reading(text).firstError?.placeAndKind == place)
    }

    @Test func tellsThemInTheOrderOfReading() {
        let reading = Reading(
            """
            count x
            <chair>
              legs y
              folds z
              count w
              bogus v
            </chair>
            %include in.conf
            nothing u
            """, including: ["in.conf": "<table>\ncount t\n</table>\nnone s"])
        #expect(
            reading.places == [
                "main.conf:1: conversion", "main.conf:3: conversion", "main.conf:4: conversion",
                "main.conf:5: conversion",
                "main.conf:6: configuration", "in.conf:2: conversion", "in.conf:4: configuration",
                "main.conf:9: configuration",
            ])
        #expect(reading.firstError?.placeAndKind == "main.conf:6: configuration")
    }

    @Test func tellsOneForEachLineAndKey() {
        // A file that is included twice has its errors once.
        let files = ["in.conf": "notes $a\nbogus 1"]
        let reading = Reading("%include in.conf\n%include in.conf", including: files)
        #expect(reading.places == ["in.conf:1: substitution", "in.conf:2: configuration"])
    }

    @Test func prefersTheFirstThatWasNoted() {
        var errors = ErrorCollector()
        let place = SourcePosition(file: "a", line: 1, order: 1)
        errors.record(ConfigurationError(.conversion, "first", at: place, key: "A"))
        errors.record(ConfigurationError(.conversion, "second", at: place, key: "A"))
        errors.record(ConfigurationError(.conversion, "third", at: place, key: "B"))
        errors.record(ConfigurationError(.syntax, "fourth", at: SourcePosition(file: "a", line: 1, order: 0)))
        errors.record(ConfigurationError(.syntax, "fifth"))
        errors.record(ConfigurationError(.syntax, "sixth"))
        errors.record(ConfigurationError(.syntax, "sixth"))
        #expect(errors.count == 7)
        #expect(errors.sorted.map(\.message) == ["fourth", "first", "third", "fifth", "sixth"])
    }
}

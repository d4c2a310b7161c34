import Testing

@testable import ZConfig

/// How reading goes on after an error.
@Suite struct RecoveryTests {
    @Test(arguments: [
        // A bad line is skipped.
        (
            "(x\n<a b c>\n</\n%\n%bogus\n9 x\nbogus x\ncount y",
            [
                "1: syntax", "2: syntax", "3: syntax", "4: syntax", "5: syntax", "6: conversion", "7: configuration",
                "8: conversion",
            ]
        ),
        // A section of unknown or refused type is skipped up to its end, with all that is in it.
        (
            "<nothing>\nbogus\n(\n%bogus\n<table>\ncount x\n</table>\n</nothing>\ncount x",
            ["1: syntax", "9: conversion"]
        ),
        ("<nothing/>\ncount x", ["1: syntax", "2: conversion"]),
        ("<lamp>\nbogus\n</lamp>\ncount x", ["1: syntax", "4: conversion"]),
        ("<room>\n<shed>\nbogus\n</shed>\ncount x\n</room>", ["2: syntax", "5: conversion"]),
        ("<nothing>\n<nothing>\nbogus\n</nothing>\nbogus\n</nothing>\ncount x", ["1: syntax", "7: conversion"]),
        ("<room>\n<nothing>\nbogus\n</nothing>\nbogus\n</room>", ["2: syntax", "5: configuration"]),
        // An end tag of another name closes the innermost section of that name ...
        ("<room>\n<table>\ncount x\n</room>\ncount y", ["3: conversion", "4: syntax", "5: conversion"]),
        ("<room>\n<room>\n<table>\n</room>\ncount x\n</room>", ["4: syntax", "5: conversion"]),
        ("<room>\n<nothing>\nbogus\n</room>\ncount x", ["2: syntax", "4: syntax", "5: conversion"]),
        // ... or else is skipped.
        ("<room>\n</lamp>\ncount x\n</room>\nbogus", ["2: syntax", "3: conversion", "5: configuration"]),
        ("</lamp>\n</room>\ncount x", ["1: syntax", "2: syntax", "3: conversion"]),
        ("<nothing>\n</lamp>\nbogus\n</nothing>\nbogus", ["1: syntax", "5: configuration"]),
        // A section without an end is read all the same.
        ("<room>\n<table>\ncount x", ["3: syntax", "3: conversion"]),
        ("<room>\n<nothing>\nbogus", ["2: syntax", "3: syntax"]),
        // Sections that must not stand there twice are read all the same.
        ("<room a/>\n<room b>\ncount x\n</room>\nbogus", ["3: conversion", "4: syntax", "5: configuration"]),
    ])
    func goesOn(text: String, places: [String]) {
        let reading = Reading(text)
        #expect(reading.places == places.map { "main.conf:\($0)" })
        #expect(reading.firstError != nil)
    }

    /// A tag that is misspelt is taken for what it was meant for where another tag would be left over.
    @Test(arguments: [
        ("<room>\n<table>\ncount x\n</tabel>\ncount y\n</room>", ["3: conversion", "4: syntax", "5: conversion"]),
        ("<room>\n<table>\ncount x\n</table\ncount y\n</room>", ["3: conversion", "4: syntax", "5: conversion"]),
        ("<room>\n<table>\n</table x>\ncount y\n</room>", ["3: syntax", "4: conversion"]),
        ("<room>\n<table>\n</ table>\ncount y\n</room>", ["3: syntax", "4: conversion"]),
        ("<room>\n<table>\n</tabel>\n</table>\ncount y\n</room>", ["3: syntax", "5: conversion"]),
        ("<room>\n<table\nbogus x\n</table>\ncount y\n</room>", ["2: syntax", "5: conversion"]),
        ("<room>\n<table a b>\nbogus x\n</table>\ncount y\n</room>", ["2: syntax", "5: conversion"]),
        ("<room>\n< table>\nbogus x\n</table>\ncount y\n</room>", ["2: syntax", "5: conversion"]),
        ("<room>\n<table a b/>\ncount y\n</room>", ["2: syntax", "3: conversion"]),
        ("<room>\n<table\ncount y\n</room>", ["2: syntax", "3: conversion"]),
        ("<table>\n</tabel>\n<table>\n</table>\ncount x", ["2: syntax", "5: conversion"]),
    ])
    func understandsMisspeltTags(text: String, places: [String]) {
        #expect(Reading(text).places == places.map { "main.conf:\($0)" })
    }

    /// A section that can only stand outside the innermost one, which lacks its end, ends that one.
    @Test(arguments: [
        (
            "<room>\n<chair a>\n<chair b>\ncount x\n</chair>\n<chair c>\ncount y\n</chair>\n</room>\ncount z",
            [
                "3: syntax", "4: conversion", "7: conversion", "10: conversion",
            ]
        ),
        (
            "<room>\n<chair a>\ncount w\n<table/>\n<table>\ncount x\n</table>\n</room>",
            ["3: conversion", "4: syntax", "6: conversion"]
        ),
        ("<chair a>\n<chair b>\ncount x\n</chair>\ncount y", ["2: syntax", "3: conversion", "5: conversion"]),
        ("<table/>\n%include in.conf\ncount y", ["in.conf:2: syntax", "3: conversion"]),
        // But where it has its end, the other one is refused and skipped.
        (
            "<room>\n<chair a>\n<chair b>\ncount x\n</chair>\n</chair>\ncount y\n</room>",
            ["3: syntax", "7: conversion"]
        ),
        ("<room>\n<chair a>\n<nothing>\ncount x\n</nothing>\n</room>", ["3: syntax", "6: syntax"]),
    ])
    func understandsMissingEnds(text: String, places: [String]) {
        let reading = Reading(text, including: ["in.conf": "<chair a>\n<chair b>\n</chair>"])
        #expect(reading.places == places.map { $0.hasPrefix("in.conf") ? $0 : "main.conf:\($0)" })
        #expect(reading.firstError != nil)
    }

    @Test func saysThatAnEndMayBeMissing() {
        let reading = Reading("<chair a>\n<chair b>\ncount x\n</chair>", overrides: ["b/count=1"])
        #expect(
            reading.report == [
                "main.conf:2: syntax: no matching section defined for type='chair', name='b' in <Chair>; "
                    + "is </Chair> missing above it?"
            ])
    }

    @Test func returnsWhatCouldBeRead() throws {
        let resources = InMemoryResources(["main.conf": "<room a>\ntext x\nbogus\n</room>\n<nothing/>\n<chair b/>"])
        let loader = ConfigurationLoader(schema: House.schema, resources: resources, environment: { _ in nil })
        let (configuration, errors) = loader.check("main.conf")
        let root = configuration?.root
        #expect(errors.count == 2)
        #expect(root?.children.map(\.name) == ["a", "b"])
        #expect(root?.children.first?.texts(of: "text") == ["x"])
    }

    @Test func returnsNothingWhereThereIsNoFile() {
        let loader = ConfigurationLoader(
            schema: House.schema, resources: InMemoryResources([:]), environment: { _ in nil })
        let (configuration, errors) = loader.check("main.conf")
        let root = configuration?.root
        #expect(root == nil)
        #expect(errors.sorted.map(\.description) == ["main.conf: resource: there is no such file"])
        #expect(throws: ConfigurationError.self) { try loader.load("main.conf") }
    }
}

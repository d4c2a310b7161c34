import Testing

@testable import ZConfig

/// An error that merely follows from another is not told.
@Suite struct FollowingErrorTests {
    @Test(arguments: [
        // A definition that failed, or was meant for one.
        ("%define a $nope\n%define b $a\ntext $a $b", ["1: substitution"]),
        ("%define a ${\ntext $A", ["1: substitution"]),
        ("%Define a x\ntext $a", ["1: syntax"]), ("%defin a x\ntext ${A}", ["1: syntax"]),
        ("% define a x\ntext $a", ["1: syntax"]),
        ("%define a-b x\ntext $a-b", ["1: syntax"]),
        // But what has nothing to do with it is.
        ("%define a $nope\ntext $c", ["1: substitution", "2: substitution"]),
        ("%bogus a x\ntext $a", ["1: syntax", "2: substitution"]),
        ("%Define a x\ntext $", ["1: syntax", "2: substitution"]), ("%define a x\n%define a y\ntext $a", ["2: syntax"]),
        // Files that could not be read may have defined anything.
        ("%include nope.conf\ntext $a", [": resource"]), ("%Include in.conf\ntext $a", ["1: syntax"]),
        ("%include\ntext $a", ["1: syntax"]), ("%include $nope\ntext $a", ["1: substitution"]),
        ("%include in.conf#x\ntext $a", ["1: configuration"]),
        ("<nothing>\n%include in.conf\n</nothing>\ntext $a", ["1: syntax"]),
        ("<nothing>\n%Define a x\n</nothing>\ntext $a", ["1: syntax"]),
        // Definitions in a section that is skipped hold.
        ("<nothing>\n%define a x\n</nothing>\ntext $a", ["1: syntax"]),
        ("<nothing>\n%define a $nope\n</nothing>\ntext $a", ["1: syntax"]),
        // Sections that seem to be missing, but were refused.
        ("<shed>\n<lamp */>\n<table/>\n</shed>", ["2: syntax"]), ("<shed>\n<lamp x\n<table/>\n</shed>", ["2: syntax"]),
        ("<shed>\n%include nope.conf\n</shed>", [": resource"]), ("<shed>\n%Include nope.conf\n</shed>", ["2: syntax"]),
        ("<shed>\n<bogus/>\n</shed>", ["2: syntax"]),
        // A key without its value is a key all the same.
        ("%define a $\nbogus $a\ntext $a\ntext x", ["1: substitution", "2: configuration", "4: configuration"]),
        ("text $a\ntext $b", ["1: substitution", "2: substitution"]), ("bogus $a", ["1: substitution"]),
        // A section that was meant to be empty.
        ("<room>\n<nothing/ >\ncount x\n</room>", ["2: syntax", "3: conversion"]),
        ("<room>\n<nothing//>\ncount x\n</room>", ["2: syntax", "3: conversion"]),
    ])
    func isNotTold(text: String, places: [String]) {
        let reading = Reading(text)
        #expect(reading.places == places.map { $0.hasPrefix(":") ? "nope.conf\($0)" : "main.conf:\($0)" })
        #expect(reading.firstError != nil)
    }

    /// A required key is not missed where it is there in a way.
    @Test(arguments: [
        "weight x", "weight $nope", "wieght 1", "weight=1", "Weight: 1", "wieght $nope", "%include nope.conf",
        "%Include x.conf", "%include",
        "% include x.conf",
    ])
    func leavesOutMissingKeys(line: String) throws {
        let loader = ConfigurationLoader(
            schema: House.schema, resources: InMemoryResources(["main.conf": "<chair>\n\(line)\n</chair>"]),
            environment: { _ in nil })
        var (configuration, errors) = loader.check("main.conf")
        let root = configuration?.root
        let chair = try #require(root?.children.first)
        #expect(errors.count == 1)
        #expect(errors.read(House.weight, chair) == nil)
        #expect(errors.sorted.count == 1)
    }

    @Test func missesKeysThatAreNotThere() throws {
        let text = "<chair>\nbogus 1\n9 1\nlegs x\n</chair>"
        let loader = ConfigurationLoader(
            schema: House.schema, resources: InMemoryResources(["main.conf": text]), environment: { _ in nil })
        var (configuration, errors) = loader.check("main.conf")
        let root = configuration?.root
        let chair = try #require(root?.children.first)
        #expect(errors.read(House.weight, chair) == nil)
        #expect(errors.read(House.legs, chair) == nil)
        #expect(
            errors.sorted.map(\.placeAndKind) == [
                "main.conf:1: configuration", "main.conf:2: configuration", "main.conf:3: conversion",
                "main.conf:4: conversion",
            ])
    }
}

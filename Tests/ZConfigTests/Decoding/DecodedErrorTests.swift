import Testing

@testable import ZConfig

@Suite struct DecodedErrorTests {
    private struct Count<Value: Decodable>: Decodable { let count: Value }
    private struct Text<Value: Decodable>: Decodable { let text: Value }

    private static func failure<Value: Decodable>(_ type: Value.Type, _ keys: String) -> String {
        Shop.failure { () throws(ConfigurationError) in _ = try Shop.item(type, keys) }
    }

    @Test func tellsWhatIsMissing() {
        struct Weight: Decodable { let weight: Int }
        struct Best: Decodable { let bestOf: Text<String> }
        struct Whole: Decodable { let shelves: [Best] }
        #expect(
            DecodedErrorTests.failure(Weight.self, "")
                == "main.conf:1: configuration: no values for 'Weight'; 1 required in <Item>")
        #expect(
            Shop.failure { () throws(ConfigurationError) in _ = try Shop.decode(Whole.self, "<shelf/>\n<shelf/>") }
                == "main.conf:1: configuration: no section for 'best_of'; 1 required in <Shelf>")
    }

    @Test func tellsWhatTheSchemaDoesNotDeclare() {
        struct Wrong: Decodable { let hight: Int }
        struct Optional: Decodable { let hight: Int? }
        #expect(
            DecodedErrorTests.failure(Wrong.self, "")
                == "main.conf:1: schema: the type 'Item' declares nothing for 'hight'; did you mean 'height'?")
        #expect(DecodedErrorTests.failure(Optional.self, "") == "nothing")
    }

    @Test func tellsWhatDoesNotFit() {
        #expect(
            DecodedErrorTests.failure(Count<UInt8>.self, "text a\ncount 300")
                == "main.conf:3: conversion: Count in <Item>: '300' is out of range; it must be 0 to 255")
        #expect(
            DecodedErrorTests.failure(Count<Bool>.self, "count 1")
                == "main.conf:2: conversion: Count in <Item>: '1' is of the datatype integer, where a boolean is wanted"
        )
        #expect(
            DecodedErrorTests.failure(Count<Duration>.self, "count 1")
                == "main.conf:2: conversion: Count in <Item>: '1' is of the datatype integer, "
                + "where a length of time is wanted")
        #expect(
            DecodedErrorTests.failure(Text<Int>.self, "text a")
                == "main.conf:2: conversion: Text in <Item>: 'a' is not a whole number")
    }

    @Test func tellsWhatIsOutOfTheRangeOfTheSchema() {
        struct Legs: Decodable { let legs: [Int] }
        #expect(
            DecodedErrorTests.failure(Legs.self, "legs 1\nlegs -1")
                == "main.conf:3: conversion: Legs in <Item>: '-1' is out of range; it must be 0 or more")
    }

    @Test func tellsTheLineOfEachValue() {
        struct Legs: Decodable { let legs: [UInt8] }
        #expect(
            DecodedErrorTests.failure(Legs.self, "legs 1\nlegs 2\nlegs 400")
                == "main.conf:4: conversion: Legs in <Item>: '400' is out of range; it must be 0 to 255")
    }

    @Test func tellsWhichWordsThereAre() {
        #expect(
            DecodedErrorTests.failure(Text<Shop.Colour>.self, "text gren")
                == "main.conf:2: conversion: Text in <Item>: 'gren' is none of red, green, Dark-Blue; "
                + "did you mean 'green'?")
    }

    @Test func tellsWhatATypeOfTheProgramSays() {
        struct Even: Decodable {
            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                guard try container.decode(Int.self) % 2 == 0 else {
                    throw DecodingError.dataCorruptedError(in: container, debugDescription: "an even number is wanted")
                }
            }
        }
        struct Other: Decodable {
            init(from decoder: any Decoder) throws { throw ConversionError("no number will do") }
        }
        #expect(
            DecodedErrorTests.failure(Count<Even>.self, "count 3")
                == "main.conf:2: conversion: Count in <Item>: an even number is wanted")
        #expect(
            DecodedErrorTests.failure(Count<Other>.self, "count 3")
                == "main.conf:2: conversion: Count in <Item>: no number will do")
    }

    @Test func tellsThatTheShapeIsAnother() {
        struct Notes: Decodable { let notes: String }
        struct Legs: Decodable { let legs: Count<Int> }
        #expect(
            DecodedErrorTests.failure(Notes.self, "notes a")
                == "main.conf:2: conversion: Notes in <Item>: may stand several times, where a text is wanted; "
                + "decode it to an array")
        #expect(
            DecodedErrorTests.failure(Legs.self, "")
                == "main.conf:1: conversion: Legs in <Item>: may stand several times, where one section is wanted; "
                + "decode it to an array")
        #expect(
            DecodedErrorTests.failure(Count<[Int]>.self, "count 1")
                == "main.conf:2: conversion: Count in <Item>: '1' is one value, where a list is wanted")
        #expect(
            DecodedErrorTests.failure(Count<Text<Int>>.self, "count 1")
                == "main.conf:2: conversion: Count in <Item>: '1' is a value, where a section is wanted")
        #expect(
            DecodedErrorTests.failure([Int].self, "")
                == "main.conf:1: conversion: <Item>: there are keys and sections in it, where a list is wanted")
    }

    @Test func tellsOfValuesThatCouldNotBeConverted() throws {
        struct Options: Decodable { let rest: [String: [Int]] }
        struct Whole: Decodable { let options: Options }
        let text = "<options>\na x\n</options>"
        let loader = ConfigurationLoader(
            schema: Shop.schema, resources: InMemoryResources(["main.conf": text]), environment: { _ in nil })
        let (configuration, errors) = loader.check("main.conf")
        let root = try #require(configuration?.root)
        var all = errors
        #expect(
            all.attempt { () throws(ConfigurationError) in try ZConfigDecoder().decode(Whole.self, from: root) } == nil)
        #expect(all.sorted.map(\.description) == ["main.conf:2: conversion: a in <Options>: 'x' is not a whole number"])
    }
}

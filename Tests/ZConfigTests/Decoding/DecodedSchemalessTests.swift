import Testing

@testable import ZConfig

@Suite struct DecodedSchemalessTests {
    private struct Daemon: Decodable {
        let sectionName: String?
        let runEvery: Duration
        let limit: UInt16?
        let verbose: Bool?
        let share: Double?
        let hosts: [String]?
        let colour: Shop.Colour?
    }

    @Test func convertsTextsByTheStockDatatypes() throws {
        struct Whole: Decodable { let daemon: Daemon }
        let daemon = try decodeSchemaless(
            Whole.self,
            """
            <Daemon Web>
              RunEvery 1h 30m
              limit 5
              Verbose on
              share .5
              hosts a b
              hosts c
              colour RED
            </Daemon>
            """
        ).daemon
        #expect(daemon.sectionName == "web")
        #expect(daemon.runEvery == .seconds(5400))
        #expect(daemon.limit == 5)
        #expect(daemon.verbose == true)
        #expect(daemon.share == 0.5)
        #expect(daemon.hosts == ["a b", "c"])
        #expect(daemon.colour == .red)
    }

    @Test func takesOneOrSeveralAsIsAsked() throws {
        struct Whole: Decodable {
            let daemon: [Daemon]
            let level: [Int]
            let nothing: [Daemon]
            let maybe: [Daemon]?
        }
        let one = try decodeSchemaless(Whole.self, "level 1\n<daemon>\nrun-every 1s\n</daemon>")
        #expect(one.daemon.map(\.runEvery) == [.seconds(1)])
        #expect(one.level == [1])
        #expect(one.nothing.isEmpty)
        #expect(one.maybe == nil)
        let two = try decodeSchemaless(
            Whole.self,
            "level 1\nlevel 2\n<daemon>\nrun-every 1s\n</daemon>\n<other/>\n<daemon>\nrun-every 2s\n</daemon>")
        #expect(two.daemon.map(\.runEvery) == [.seconds(1), .seconds(2)])
        #expect(two.level == [1, 2])
    }

    @Test(arguments: [
        ("value 1\nvalue 2", "main.conf:2: configuration: value: stands 2 times, where one is wanted"),
        ("value x", "main.conf:1: conversion: value: 'x' is not a whole number"),
        ("\nvalue 256", "main.conf:2: conversion: value: '256' is out of range; it must be 0 to 255"),
        ("valu 1", "main.conf: configuration: no values for 'value'; 1 required; did you mean 'valu'?"),
        (
            "Value 1\nVALUE 2",
            "main.conf: configuration: 'value' may mean 'Value' or 'VALUE'; spell it exactly as one of them"
        ),
        (
            "value 1\n<value/>",
            "main.conf: configuration: 'value' may mean 'value' or '<value>'; spell it exactly as one of them"
        ),
        (
            "<value/>",
            "main.conf:1: conversion: <value>: there are keys and sections in it, where a whole number is wanted"
        ),
    ])
    func tellsWhatIsWrong(text: String, message: String) {
        #expect(
            Shop.failure { () throws(ConfigurationError) in _ = try decodeSchemaless(Box<UInt8>.self, text) } == message
        )
    }

    @Test(arguments: [
        ("<value a>\n</value>", "main.conf:1: configuration: no values for 'value'; 1 required in <value a>"),
        ("<value/>\n<value b/>", "main.conf:2: configuration: <value b>: stands 2 times, where one is wanted"),
        ("value 1", "main.conf:1: conversion: value: '1' is a value, where a section is wanted"),
        (
            "<value>\n# a\n<b/>\nvalue x\n</value>",
            "main.conf:4: conversion: value in <value>: 'x' is not a whole number"
        ),
        (
            "<value>\n# a\n<b/>\nvalue $$x\n</value>",
            "main.conf:1: conversion: value in <value>: '$x' is not a whole number"
        ),
        ("<Value B>\nvalue $$x\n</Value>", "main.conf: conversion: value in <value b>: '$x' is not a whole number"),
        ("<value>\nvalue\n</value>", "main.conf:1: conversion: value in <value>: '' is not a whole number"),
    ])
    func tellsWhereItIsWrong(text: String, message: String) {
        #expect(
            Shop.failure { () throws(ConfigurationError) in _ = try decodeSchemaless(Box<Box<Int>>.self, text) }
                == message)
    }
}

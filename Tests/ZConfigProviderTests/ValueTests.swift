import Configuration
import Testing
import ZConfig
import ZConfigProvider

@Suite struct ValueTests {
    private static let text = """
        <daemon web>
          RunEvery 1h 30m
          Limit 42
          Share 0.5
          Verbose on
          Words a b
        </daemon>
        """

    private static let arguments: [(String, ConfigType, ConfigContent)] = [
        ("run-every", .string, "1h 30m"), ("run-every", .int, 5400), ("run-every", .double, 5400.0),
        ("limit", .int, 42), ("limit", .double, 42.0), ("limit", .string, "42"), ("share", .double, 0.5),
        ("verbose", .bool, true), ("verbose", .string, "on"),
    ]

    @Test(arguments: ValueTests.arguments)
    func converts(key: String, type: ConfigType, content: ConfigContent) throws {
        let key = AbsoluteConfigKey(["web", key])
        #expect(try Daemons.provider(ValueTests.text).content(key, type) == content)
        #expect(try schemalessProvider(ValueTests.text).content(key, type) == content)
    }

    @Test func makesArrays() throws {
        let provider = try Daemons.provider(ValueTests.text)
        #expect(try provider.content("web.words", .stringArray) == .stringArray(["a", "b"]))
        #expect(try provider.content("web.hosts", .stringArray) == .stringArray(["localhost"]))
        #expect(try schemalessProvider(ValueTests.text).content("web.words", .stringArray) == .stringArray(["a b"]))
    }

    @Test func takesDefaults() throws {
        let provider = try Daemons.provider("<daemon web/>")
        #expect(try provider.content("web.run-every", .int) == .int(60))
        #expect(try provider.content("level", .string) == .string("info"))
        #expect(try provider.content("web.limit", .int) == nil)
    }

    @Test(
        arguments: [
            (
                "limit", .bool,
                "5: conversion: Limit in <Daemon>: '42' is of the datatype integer, where a boolean is wanted"
            ),
            (
                "run-every", .int,
                "2: conversion: RunEvery in <Daemon>: '0.5s' is not a whole number of seconds; ask for a double"
            ),
            (
                "share", .int,
                "3: conversion: Share in <Daemon>: '0.5' is of the datatype float, where a whole number is wanted"
            ),
            ("verbose", .bytes, "4: conversion: Verbose in <Daemon>: the text is not of the encoding of bytes"),
            ("limit", .intArray, "5: conversion: Limit in <Daemon>: '42' is one value, where a list is wanted"),
            (
                "hosts", .string,
                "1: conversion: Hosts in <Daemon>: may stand several times, where a text is wanted; decode it to an array"
            ),
        ] as [(String, ConfigType, String)])
    func tellsWhatIsWrong(key: String, type: ConfigType, message: String) throws {
        let provider = try Daemons.provider("<daemon>\nrunevery 0.5s\nshare 0.5\nverbose on\nlimit 42\n</daemon>")
        #expect(provider.failure(AbsoluteConfigKey(["daemon", key]), type) == "app.conf:" + message)
    }

    @Test func takesBytesAsAsked() throws {
        let configuration = try SchemalessLoader(resources: InMemoryResources([:]), environment: { _ in nil })
            .read(text: "a 6869", location: "app.conf")
        #expect(try ZConfigProvider(configuration, bytesDecoder: .hex).content("a", .bytes) == .bytes([0x68, 0x69]))
    }

    // MARK: Secrets

    @Test(
        arguments: [
            .all, .specific(["Web.pass_word"]), .dynamic { key, _ in key.hasSuffix("password") },
            .dynamic { _, value in value == "hunter2" },
        ] as [SecretsSpecifier<String, String>])
    func keepsSecrets(specifier: SecretsSpecifier<String, String>) throws {
        let provider = try schemalessProvider("<a web>\nPassword hunter2\n</a>", secretsSpecifier: specifier)
        #expect(try provider.value(forKey: "web.password", type: .string).value?.isSecret == true)
        #expect(
            provider.failure("web.password", .int)
                == "app.conf:2: conversion: web.password: a secret that does not become what is wanted: int")
    }

    @Test(
        arguments: [
            .none, .specific(["password"]), .dynamic { _, value in value == "a" },
        ] as [SecretsSpecifier<String, String>])
    func knowsWhatIsNoSecret(specifier: SecretsSpecifier<String, String>) throws {
        let provider = try schemalessProvider("<a web>\nPassword hunter2\n</a>", secretsSpecifier: specifier)
        #expect(try provider.value(forKey: "web.password", type: .string).value?.isSecret == false)
    }
}

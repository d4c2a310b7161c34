import DaemonHost
import Daemons
import DirectoryQueues
import Scheduling
import SystemPackage
import Testing
import ZConfig

/// What a configuration may say about queues.
@Suite struct SectionTests {
    private static let word = Key("Word", .string, required: true, description: "What to say.")
    private static let number = Key("Number", .integer, default: "1", description: "How often.")

    /// Two kinds that serve queues, and one that does not.
    private static let types: [DaemonType] = {
        let sayer = DaemonType(
            "Sayer", floor: .own, description: "Says a word.", keys: [word],
            settings: { section, errors in errors.read(word, section) }, queue: { _, _ in SimulatedDaemon() }
        ) { _ in SimulatedDaemon() }
        let counter = DaemonType(
            "Counter", description: "Counts.", keys: [number],
            settings: { section, errors in errors.read(number, section) }, queue: { _, _ in SimulatedDaemon() }
        ) { _ in SimulatedDaemon() }
        let all = [sayer, counter, SimulatedDaemon.type]
        return all + [DirQueueManager.type(serving: all)]
    }()

    private func read(_ lines: String, overrides: [String] = []) throws -> (AppConfiguration?, [String]) {
        let schema = try AppSchema(SectionTests.types)
        let text =
            "<DaemonApp foo>\n<DirQueueManager m>\nRunEvery 5m\nBaseQueueDirectory /q\n\(lines)\n</DirQueueManager>\n</DaemonApp>"
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: InMemoryResources(["a.conf": text]), environment: { _ in nil },
            overrides: overrides)
        var (file, errors) = loader.check("a.conf")
        let app = file.flatMap { schema.read($0.root, &errors) }
        return (app, errors.sorted.map(\.description))
    }

    @Test(arguments: [
        "<Queue>\nType Sayer\nRunEvery 10s\nWord hi\n</Queue>", "<Sayer>\nRunEvery 10s\nWord hi\n</Sayer>",
    ])
    func aQueueIsNamedByItsTypeOrSaysIt(section: String) throws {
        let (app, errors) = try read(section)
        #expect(errors == [])
        let manager = try #require(app?.daemons.first)
        #expect(manager.templates.map(\.name) == [section.hasPrefix("<Queue>") ? "queue" : "sayer"])
        #expect(manager.templates[0].schedule.parameters.runEvery == .seconds(10))
        // The default is that of the kind.
        #expect(manager.templates[0].schedule.parameters.floor == .own)
    }

    @Test func equalSectionsAreEqual() throws {
        let one = try read("<Queue>\nType Sayer\nRunEvery 10s\nWord hi\n</Queue>").0?.daemons.first
        let same = try read(
            "<queue>\nWord hi\nRunEvery 0.1m\nRunEvery 10s\ntype sayer\n</queue>".replacing("RunEvery 0.1m\n", with: "")
        ).0?.daemons.first
        let other = try read("<Queue>\nType Sayer\nRunEvery 10s\nWord ho\n</Queue>").0?.daemons.first
        let (left, right, third) = (try #require(one), try #require(same), try #require(other))
        #expect(left.isSame(as: right) && !left.isSame(as: third))
    }

    @Test func overridesReachTheQueue() throws {
        let (app, errors) = try read(
            "<Queue>\nType Sayer\nRunEvery 10s\nWord hi\n</Queue>", overrides: ["foo/m/queue/RunEvery=7m"])
        #expect(errors == [])
        #expect(app?.daemons.first?.templates.first?.schedule.parameters.runEvery == .seconds(420))
    }

    @Test(arguments: [
        ("", "2: configuration: there is no section that says how a queue is served"),
        (
            "<Queue>\nType Sayer\nRunEvery 1s\nWord a\n</Queue>\n<Counter>\nRunEvery 1s\n</Counter>",
            "2: configuration: there are 2 sections that says"
        ),
        ("<Queue>\nRunEvery 1s\n</Queue>", "5: configuration: no values for 'Type'; 1 required in <Queue>"),
        ("<Queue>\nType Sayer\nWord a\n</Queue>", "5: configuration: no values for 'RunEvery'; 1 required in <Queue>"),
        (
            "<Queue>\nRunEvery 1s\nType Sayr\n</Queue>",
            "7: configuration: 'Sayr' is no type of queue in <Queue>; did you mean 'Sayer'?"
        ),
        (
            "<Queue>\nType SimulatedDaemon\nRunEvery 1s\n</Queue>",
            "6: configuration: 'SimulatedDaemon' is no type of queue"
        ),
        (
            "<Queue>\nType Sayer\nRunEvery 1s\nWord a\nNumber 3\n</Queue>",
            "9: configuration: 'Number' is not a known key name in <Queue> of type Sayer"
        ),
        (
            "<Queue>\nType Sayer\nRunEvery 1s\nWrd a\n</Queue>",
            "8: configuration: 'Wrd' is not a known key name in <Queue>; did you mean 'Word'?"
        ),
        (
            "<Sayer>\nRunEvery 1s\nWord a\nNumber 3\n</Sayer>",
            "8: configuration: 'Number' is not a known key name in <Sayer>"
        ),
    ])
    func errorsHaveTheirLines(lines: String, error: String) throws {
        let (_, errors) = try read(lines)
        #expect(errors.contains { $0.hasPrefix("a.conf:\(error)") }, "\(errors)")
    }

    @Test(arguments: [
        ("<Queue>\n</Queue>", ["5", "5"]), ("<Queue>\nType Sayr\n</Queue>", ["5", "6"]),
        ("<Queue a>\nType Sayer\n</Queue>\n<Queue b>\n</Queue>", ["2", "5", "5", "8", "8"]),
        ("Match *\nMatch a/b\nExclude /\n<Counter>\nRunEvery 1s\n</Counter>", ["6", "7"]),
    ])
    func noErrorHidesAnother(lines: String, places: [String]) throws {
        let (_, errors) = try read(lines)
        #expect(
            errors.compactMap { $0.split(separator: ":").dropFirst().first.map(String.init) } == places, "\(errors)")
    }

    @Test func kindsMustAgreeOnAKey() {
        let texts = Key("number", .string, description: "How often, in words.")
        let teller = DaemonType(
            "Teller", description: "Tells.", keys: [texts],
            settings: { section, errors in errors.read(texts, section) },
            queue: { _, _ in SimulatedDaemon() }
        ) { _ in SimulatedDaemon() }
        let types = Array(SectionTests.types.dropLast()) + [teller]
        let error = #expect(throws: ConfigurationError.self) {
            try AppSchema(types + [DirQueueManager.type(serving: types)])
        }
        #expect(error?.kind == .schema)
        let message =
            "the key 'Number' of <Queue> cannot be both that of 'Counter' (one value of integer) and that of 'Teller'"
        #expect(error?.message.hasPrefix(message) == true)
    }

    @Test func allErrorsAreFound() throws {
        let (_, errors) = try read(
            "MaximumQueues 0\nWatch perhaps\n<Queue>\nType Sayer\nRunEvery soon\nPriority x\n</Queue>")
        #expect(errors.compactMap { $0.split(separator: ":").dropFirst().first } == ["5", "6", "7", "9", "10"])
    }
}

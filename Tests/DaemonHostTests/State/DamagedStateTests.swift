import DaemonAppTesting
import Daemons
import FoundationEssentials
import Logging
import Scheduling
import SystemPackage
import Testing

@testable import DaemonHost

/// What stands in the way of a state: folders where files should be.
@Suite(.timeLimit(.minutes(5))) struct DamagedStateTests {
    let fixture: StateFixture
    let book = RunBook()

    init() throws {
        fixture = try StateFixture()
        try fixture.leave("{")
    }

    /// Lets an app live for a moment.
    /// - Returns: the errors that it has logged.
    private func live() async throws -> [String] {
        let app = try fixture.app([Probe.wanted("a", book, every: .seconds(3600))])
        await app.settle()
        await fixture.stop(app)
        #expect(try fixture.kept().keys.sorted() == ["a"])
        return app.log.messages(from: .error)
    }

    @Test(arguments: [false, true]) func aFolderIsSetAside(isEmpty: Bool) async throws {
        try fixture.makeFolder("state.json", isEmpty: isEmpty)
        let errors = try await live()
        let aside = fixture.path(of: "state.damaged.json")
        #expect(errors.count == 1 && errors[0].contains("it is kept as \(aside); every daemon"))
        #expect(fixture.exists("state.damaged.json/file") == !isEmpty)
        // The next start finds nothing wrong.
        #expect(try await live() == [])
        #expect(book.runs(of: "a") == 1)
    }

    @Test func aFolderUnderTheNameForWhatIsDamagedStays() async throws {
        try fixture.makeFolder("state.damaged.json")
        let errors = try await live()
        #expect(errors.count == 1 && errors[0].contains("it is kept as \(fixture.path(of: "state.damaged.2.json"))"))
        #expect(try fixture.text("state.damaged.2.json") == "{")
        #expect(try fixture.text("state.damaged.json/file") == "inside")
    }

    @Test func aFolderDoesNotTakeTheNameOfAFile() async throws {
        try fixture.makeFolder("state.json")
        try Data("before".utf8).write(to: URL(filePath: fixture.path(of: "state.damaged.json")))
        #expect(try await live().count == 1)
        #expect(try fixture.text("state.damaged.json") == "before")
        #expect(try fixture.text("state.damaged.2.json/file") == "inside")
    }

    @Test func aFileTakesTheNameOfTheOneBefore() async throws {
        try Data("before".utf8).write(to: URL(filePath: fixture.path(of: "state.damaged.json")))
        #expect(try await live().count == 1)
        #expect(try fixture.text("state.damaged.json") == "{")
        #expect(!fixture.exists("state.damaged.2.json"))
    }

    @Test func whereNoNameIsFreeThatIsSaidOnce() async throws {
        for number in 1...StateDirectory.mostNames {
            try fixture.makeFolder(StateDirectory.damagedName("state.json", number))
        }
        let errors = try await live()
        #expect(errors.count == 1)
        #expect(errors[0].hasSuffix("; it cannot be set aside: Is a directory; every daemon starts anew"))
    }

    @Test(arguments: [false, true]) func whatIsLeftOfAWriteIsNoObstacle(isEmpty: Bool) async throws {
        try fixture.makeFolder("state.json.new", isEmpty: isEmpty)
        try fixture.makeFolder("exit.json.new", isEmpty: isEmpty)
        #expect(try await live().count == 1)
        #expect(try fixture.text("exit.json").hasPrefix(#"{"app":"test""#))
    }

    @Test func aFolderThatComesWhileTheAppRunsIsSetAside() async throws {
        let app = try fixture.app([Probe.wanted("a", book, every: .seconds(3600))])
        await app.settle()
        _ = try await fixture.written()
        try fixture.makeFolder("state.json")
        await fixture.stop(app)
        #expect(try fixture.kept().keys.sorted() == ["a"])
        #expect(try fixture.text("state.damaged.2.json/file") == "inside")
    }

    @Test func anExitRecordThatIsAFolderIsSetAside() async throws {
        try fixture.makeFolder("exit.json")
        let app = try fixture.app([Probe.wanted("a", book, every: .seconds(3600))])
        await app.settle()
        #expect(!fixture.exists("exit.json"))
        await fixture.stop(app)
        #expect(try fixture.text("exit.json").hasPrefix(#"{"app":"test""#))
        #expect(try fixture.text("exit.damaged.json/file") == "inside")
    }
}

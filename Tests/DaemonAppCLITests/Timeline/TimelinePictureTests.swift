import EventLog
import ScheduleSimulation
import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct TimelinePictureTests {
    private static let wildNames = [
        #"a&<"b'>"#, "]]>", "<!--", "&#0;", "a\u{0}b\u{1}\u{1B}\u{7F}\u{85}", "tab\tline\nreturn\r", "\u{FFFE}\u{FFFF}",
        "\u{202E}turned\u{2066}", "line\u{2028}paragraph\u{2029}", "日本語 👩‍👩‍👧 é", "",
        String(repeating: "long ", count: 500),
    ]

    @Test(arguments: wildNames)
    func itIsWellFormedForEveryName(name: String) throws {
        var play = Play()
        play.app.name = name
        play.add(name, DaemonParameters(runEvery: length(10)), .idle(1))
        play.add("other", DaemonParameters(runEvery: length(10)))
        let document = try Document(play.timeline.svg)
        let groups = document.elements.filter { $0.attributes["data-daemon"] != nil }
        #expect(groups.map(\.name) == ["g", "g"])
        #expect(groups[0].attributes["data-daemon"] == name.printable)
        #expect(document.named("title").contains { $0.text.hasPrefix("\(name.printable), run 1: idle") })
    }

    @Test func whatXMLCannotHoldIsShown() throws {
        var play = Play()
        play.add("a\u{1}\n", DaemonParameters(runEvery: length(10)))
        let svg = play.timeline.svg
        #expect(svg.contains(#"<g data-daemon="a\u{01}\n""#))
        let names = try Document(svg).named("text").filter { $0.attributes["class"] == "name" }
        #expect(names.map(\.text) == [#"a\u{01}\n"#])
    }

    @Test func theLanesStandInTheOrderOfTheFile() throws {
        var play = Play()
        for name in ["b", "a", "c"] { play.add(name, DaemonParameters(runEvery: length(10))) }
        let lanes = try Document(play.timeline.svg).elements.compactMap { $0.attributes["data-daemon"] }
        #expect(lanes == ["b", "a", "c"])
    }

    @Test func nothingIsFetchedOrRun() throws {
        var play = Play()
        play.app.parameters.shutdownAfter = length(30)
        play.add("a", DaemonParameters(runEvery: length(10)), .idle(1))
        play.workload.requests = [.init(start: at(1), length: length(1))]
        let document = try Document(play.timeline.svg)
        #expect(
            Set(document.elements.map(\.name)).isSubset(of: [
                "svg", "g", "title", "style", "rect", "path", "circle", "text",
            ]))
        for element in document.elements {
            #expect(element.attributes.keys.allSatisfy { !$0.contains("href") && !$0.hasPrefix("on") })
            #expect(!element.attributes.values.contains { $0.contains("url(") })
        }
        let style = try #require(document.named("style").first).text
        #expect(!style.contains("@import") && !style.contains("url("))
    }

    @Test func itHasASize() throws {
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(10)))
        let root = try #require(Document(play.timeline.svg).elements.first)
        let (width, height) = (root.attributes["width"] ?? "", root.attributes["height"] ?? "")
        #expect(root.name == "svg")
        #expect(root.attributes["viewBox"] == "0 0 \(width) \(height)")
    }

    @Test func everyRunIsARectangleWithATooltip() throws {
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(10)), .idle(1))
        let document = try Document(play.timeline.svg)
        let runs = document.named("rect").filter { $0.path == ["svg", "g", "g"] }
        #expect(runs.count == 6)
        let width = runs.compactMap { $0.attributes["width"].flatMap { Double($0) } }
        #expect(width.count == 6 && width.allSatisfy { $0 >= 3 })
        #expect(document.named("title").filter { $0.path.last == "rect" }.count == 6)
    }

    @Test func itSaysWhyTheAppLeaves() throws {
        var play = Play()
        play.app.parameters.stayAliveFor = length(15)
        play.app.parameters.shutdownIfIdle = length(8)
        play.add("a", DaemonParameters(runEvery: length(10)))
        let texts = try Document(play.timeline.svg).named("text").map(\.text)
        #expect(texts.contains("stop at 20s: idle"))
        #expect(texts.contains("gap of 10s ≥ ShutdownIfIdle 8s"))
        #expect(texts.contains("StayAliveFor 15s"))
    }

    @Test func anAppWithoutDaemonsHasAPicture() throws {
        #expect(try Document(Play().timeline.svg).named("text").contains { $0.text == "no daemons" })
        let fresh = Timeline(SimulatedApp(name: "foo", parameters: AppParameters(), daemons: []))
        _ = try Document(fresh.svg)
    }

    @Test func aBandIsAFewElements() throws {
        var play = Play()
        play.add("a", DaemonParameters(runEvery: length(0.1)))
        play.end = at(3_600)
        let svg = play.timeline.svg
        #expect(svg.utf8.count < 20_000)
        let document = try Document(svg)
        #expect(document.elements.filter { $0.path.count > 1 }.count < 30)
        #expect(document.named("title").contains { $0.text.hasPrefix("a: 36001 runs from 0s to 1h\n36001 idle") })
    }

    @Test func manyRequestsAreAFewElements() throws {
        var play = Play()
        play.workload.requests = (0..<5_000).map { .init(start: at(Double($0) / 100), length: length(0.005)) }
        let svg = play.timeline.svg
        #expect(svg.utf8.count < 60_000)
        #expect(try Document(svg).named("title").contains { $0.text == "5000 requests, at most 1 in flight" })
    }

    @Test func longTextIsCutShort() {
        #expect(FittedText.truncated("abcdef", to: 1_000, fontSize: 10) == "abcdef")
        let short = FittedText.truncated(String(repeating: "a", count: 500), to: 100, fontSize: 10)
        #expect(short.hasSuffix("…") && short.count < 20)
        #expect(FittedText.width(short, fontSize: 10) <= 100)
        #expect(FittedText.truncated("日本語日本語", to: 40, fontSize: 10) == "日本…")
    }

    @Test(arguments: [(0, "0"), (-0.04, "0"), (-0.06, "-0.1"), (12.34, "12.3"), (12.96, "13"), (-7, "-7")])
    func coordinatesHaveATenth(coordinate: Double, text: String) {
        #expect(px(coordinate) == text)
    }
}

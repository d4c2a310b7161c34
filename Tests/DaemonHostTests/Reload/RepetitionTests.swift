import Testing

@testable import DaemonHost

/// Whether something that is asked for again and again has to be done.
@Suite struct RepetitionTests {
    /// `a` asks, `e` ends; in capitals: it has to begin, or to be done again.
    @Test(arguments: ["Ae", "AaEe", "AaaaEe", "AaEaEe", "AeAe", "AaEeAaaEe"])
    func isDoneOnceMoreForAllWhoHaveAsked(events: String) {
        var repetition = Repetition()
        var seen = ""
        for event in events.lowercased() {
            let isToDo = event == "a" ? repetition.ask() : repetition.ended()
            seen += isToDo ? event.uppercased() : String(event)
        }
        #expect(seen == events)
    }

    @Test func beginsAnewAfterAFailure() {
        var repetition = Repetition()
        let first = repetition.ask()
        repetition.failed()
        let second = repetition.ask()
        #expect(first && second)
    }
}

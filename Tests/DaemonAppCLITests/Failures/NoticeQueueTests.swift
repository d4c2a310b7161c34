import DaemonHost
import Scheduling
import Testing

@testable import DaemonAppCLI

/// The order in which people are told.
@Suite struct NoticeQueueTests {
    private func item(_ daemon: String, _ event: FailureNotice.Event = .failure) -> NoticeQueue.Item {
        let notice = FailureNotice(
            event: event, daemon: daemon, run: 1, at: .start, since: .start, failures: 1, error: "", output: [],
            wait: nil)
        return NoticeQueue.Item(notice: notice, command: "/bin/tell", text: "", environment: [:])
    }

    private func add(_ items: [NoticeQueue.Item], to queue: inout NoticeQueue) {
        for item in items {
            let hadRoom = queue.add(item)
            #expect(hadRoom)
        }
    }

    private func expectNext(
        _ item: NoticeQueue.Item?, of queue: inout NoticeQueue, location: SourceLocation = #_sourceLocation
    ) {
        let next = queue.next()
        #expect(next == item, sourceLocation: location)
    }

    @Test func aFewGoAtOnceInTheirOrder() {
        var queue = NoticeQueue(mostAtOnce: 2, mostWaiting: 10)
        add(["a", "b", "c", "d"].map { item($0) }, to: &queue)
        expectNext(item("a"), of: &queue)
        expectNext(item("b"), of: &queue)
        expectNext(nil, of: &queue)
        queue.ended("b")
        expectNext(item("c"), of: &queue)
        expectNext(nil, of: &queue)
        queue.ended("a")
        queue.ended("c")
        expectNext(item("d"), of: &queue)
        #expect(!queue.isEmpty)
        queue.ended("d")
        expectNext(nil, of: &queue)
        #expect(queue.isEmpty)
    }

    @Test func aRecoveryWaitsForItsFailure() {
        var queue = NoticeQueue(mostAtOnce: 4, mostWaiting: 10)
        add([item("a"), item("a", .recovery), item("b")], to: &queue)
        expectNext(item("a"), of: &queue)
        expectNext(item("b"), of: &queue)
        expectNext(nil, of: &queue)
        queue.ended("a")
        expectNext(item("a", .recovery), of: &queue)
    }

    @Test func itIsBounded() {
        var queue = NoticeQueue(mostAtOnce: 1, mostWaiting: 3)
        add(["a", "b", "c"].map { item($0) }, to: &queue)
        let hadRoom = queue.add(item("d"))
        #expect(!hadRoom)
        expectNext(item("a"), of: &queue)
        add([item("e")], to: &queue)
        let forgotten = queue.forgetWaiting()
        #expect(forgotten == 3)
        #expect(!queue.isEmpty)
        queue.ended("a")
        #expect(queue.isEmpty)
    }
}

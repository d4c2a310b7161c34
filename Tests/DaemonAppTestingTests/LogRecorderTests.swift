import DaemonAppTesting
import Logging
import Testing

/// Waiting for records of a log.
@Suite(.timeLimit(.minutes(5))) struct LogRecorderTests {
    private let recorder = LogRecorder()

    @Test func whatIsThereIsFoundAtOnce() async {
        for message in ["a", "b", "a", "a"] { recorder.logger.info("\(message)") }
        #expect(await recorder.first(2) { $0.message == "a" }.count == 2)
        #expect(await recorder.first { $0.message == "b" }.level == .info)
        #expect(await recorder.first(0) { _ in true }.isEmpty)
    }

    @Test func whatIsNotThereIsWaitedFor() async {
        recorder.logger.info("a 1")
        async let three = recorder.first(3) { $0.message.hasPrefix("a") }
        async let one = recorder.first { $0.message == "b" }
        for message in ["a 2", "b", "c", "a 3", "a 4"] { recorder.logger.info("\(message)") }
        #expect(await three.map(\.message) == ["a 1", "a 2", "a 3"])
        #expect(await one.message == "b")
    }
}

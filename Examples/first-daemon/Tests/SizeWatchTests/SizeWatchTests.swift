import DaemonAppTesting
import Foundation
import SizeWatch
import Testing

/// A file that is there for the length of a test.
final class TemporaryFile: Sendable {
    let path = "\(NSTemporaryDirectory())/size-watch-\(UUID().uuidString)"

    init() throws {
        try write("")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}

@Test func waitsLongerWhileNothingChanges() async throws {
    let file = try TemporaryFile()
    let test = try TestApp(
        """
        <DaemonApp>
          <SizeWatch>
            RunEvery       10s
            IncreaseIdleBy 10s
            File           \(file.path)
          </SizeWatch>
        </DaemonApp>
        """, types: [SizeWatch.type])

    // The first run sees the file for the first time; then nothing changes.
    await test.advance(by: .seconds(60))
    #expect(test.runs == ["0 sizewatch worked", "10 sizewatch idle", "30 sizewatch idle", "60 sizewatch idle"])

    // At 100 the file has grown, and the interval is ten seconds again.
    try file.write("a line\n")
    await test.advance(by: .seconds(50))
    #expect(test.runs.suffix(2) == ["100 sizewatch worked", "110 sizewatch idle"])
    #expect(test.log.messages(from: .info).contains("\(file.path) has 7 bytes"))
    await test.stop()
}

@Test func aMissingFileIsAFailedRun() async throws {
    let test = try TestApp(
        """
        <DaemonApp>
          <SizeWatch>
            RunEvery 10s
            File     /no/such/file
          </SizeWatch>
        </DaemonApp>
        """, types: [SizeWatch.type])
    await test.advance(by: .seconds(10))
    #expect(test.runs == ["0 sizewatch failed", "10 sizewatch failed"])
    await test.stop()
}

@Test(arguments: DaemonConformance.Check.allCases)
func conforms(_ check: DaemonConformance.Check) async throws {
    let file = try TemporaryFile()
    try await DaemonConformance { SizeWatch(file: file.path) }.run(check)
}

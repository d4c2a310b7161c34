import SystemPackage
import Testing

/// Traces that were derived from the rules by hand.
@Suite(.timeLimit(.minutes(5))) struct GoldenTraceTests {
    static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().appending("Model/golden")
        .string

    static let cases = TestFolder.names(in: folder)

    @Test func thereAreCases() {
        #expect(GoldenTraceTests.cases.contains("proposal") && GoldenTraceTests.cases.count >= 12)
    }

    @Test(arguments: cases)
    func theTraceIsTheExpectedOne(name: String) async throws {
        let files = "\(GoldenTraceTests.folder)/\(name)"
        let options = try TestFolder.text(of: "\(files)/args").split { $0.isWhitespace }.map(String.init)
        let workload = TestFolder.names(in: files).contains("workload.json") ? ["--workload", "workload.json"] : []
        let ended = try await Binary.run(["simulate", "app.conf", "--format", "trace"] + options + workload, in: files)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.output == (try TestFolder.text(of: "\(files)/expected.trace")))
    }
}

import Glibc
import Subprocess
import SystemPackage
import Testing

/// A FIFO that tells when all processes that hold it have ended.
final class Lifeline: Sendable {
    /// What a script redirects, as in `exec 3> PATH`.
    let path: String
    private let reader: FileDescriptor

    init(in folder: TestFolder) throws {
        path = try folder.fifo("lifeline")
        // There is a reader from now on, so that no writer waits for one; but this one is to wait for writers.
        reader = try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking, .closeOnExec])
        try #require(fcntl(reader.rawValue, F_SETFL, 0) == 0)
    }

    deinit {
        try? reader.close()
    }

    /// Waits until nobody has the FIFO open any more. To be called when it is known that somebody has opened it.
    func untilCut() async throws {
        let end = try await Subprocess.run(
            .path("/bin/cat"), input: .fileDescriptor(reader, closeAfterSpawningProcess: false),
            output: .bytes(limit: 1024), error: .discarded)
        #expect(end.terminationStatus == .exited(0))
    }
}

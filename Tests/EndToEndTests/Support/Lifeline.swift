import Dispatch
import Glibc
import Testing

/// A FIFO that tells when all processes that hold it have ended.
final class Lifeline: Sendable {
    /// What a script redirects, as in `exec 3> PATH`.
    let path: String
    private let descriptor: CInt

    init(in folder: TestFolder) throws {
        path = try folder.fifo("lifeline")
        descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(descriptor >= 0)
    }

    deinit {
        close(descriptor)
    }

    /// Waits until somebody has opened the FIFO for writing and nobody has it open any more.
    func untilCut() async throws {
        let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.resume()
        defer { source.cancel() }
        for await _ in ends { return }
        throw CancellationError()
    }
}

import Glibc
import Testing
import ZConfig

@testable import DaemonAppCLI

/// A syslog that comes and goes.
@Suite(.timeLimit(.minutes(5))) struct SyslogSinkTests {
    let folder: LogFolder

    init() throws {
        folder = try LogFolder()
    }

    @Test func aSyslogThatIsNotThereIsLookedForAgain() throws {
        var sink = SyslogSink(.unix(path: folder["log"]))
        #expect(sink.write([[1], [2]]) == 0)
        let first = try Receiver(at: folder["log"])
        #expect(sink.write([[3], [4]]) == 2)
        #expect(first.messages == [[3], [4]])
        first.close()
        unsafe unlink(folder["log"])
        #expect(sink.write([[5]]) == 0)
        let second = try Receiver(at: folder["log"])
        #expect(sink.write([[6]]) == 1)
        #expect(second.messages == [[6]])
        sink.close()
        second.close()
    }

    @Test func aReaderThatStallsHoldsUpNobodyForLong() throws {
        let receiver = try Receiver(at: folder["log"])
        var sink = SyslogSink(.unix(path: folder["log"]))
        let many = [[UInt8]](repeating: [UInt8](repeating: 7, count: 1000), count: 10_000)
        let count = sink.write(many)
        #expect(count > 0 && count < many.count)
        // Nothing waits any more.
        for _ in 0..<1000 { #expect(sink.write([[1]]) == 0) }
        #expect(receiver.messages.count == count)
        #expect(sink.write([[8]]) == 1)
        #expect(receiver.messages == [[8]])
        sink.close()
        receiver.close()
    }

    @Test func aMessageThatIsTooLongIsCutBetweenCharacters() throws {
        let receiver = try Receiver(at: folder["log"])
        var sink = SyslogSink(.unix(path: folder["log"]))
        let message = [60] + Array(String(repeating: "ü", count: 50_000).utf8) + [0]
        #expect(sink.write([message]) == 1)
        let received = try #require(receiver.messages.first)
        #expect(received.count > 60_000 && received.count <= 65_000 && received.last == 0)
        #expect(String(validating: received, as: UTF8.self) != nil)
        sink.close()
        receiver.close()
    }
}

/// A Unix datagram socket that receives.
final class Receiver: Sendable {
    private let socket: CInt

    init(at path: String) throws {
        socket = Glibc.socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(status == 0)
    }

    func close() {
        Glibc.close(socket)
    }

    /// What has come, each message by itself.
    var messages: [[UInt8]] {
        var messages: [[UInt8]] = []
        var buffer = [UInt8](repeating: 0, count: 100_000)
        while case let count = unsafe recv(socket, &buffer, buffer.count, 0), count >= 0 {
            messages.append(Array(buffer[..<count]))
        }
        return messages
    }
}

import Glibc
import Testing

@testable import DaemonAppCLI

/// Addresses of a manager's socket.
@Suite struct NotifySocketTests {
    @Test(arguments: ["", "/", "@", "relative", "vsock:2:1234", "/" + String(repeating: "x", count: 107)])
    func noAddress(address: String) {
        #expect(NotifySocket(address) == nil)
    }

    @Test func nobodyThere() {
        #expect(NotifySocket("/nowhere/notify")?.send("READY=1") == ENOENT)
        #expect(NotifySocket("@daemonapp tests: nobody")?.send("READY=1") == ECONNREFUSED)
        #expect(NotifySocket("/" + String(repeating: "x", count: 106))?.send("READY=1") == ENOENT)
    }
}

import Testing

@testable import DaemonAppCLI

/// What a service manager asks for.
@Suite struct ServiceEnvironmentTests {
    private func read(_ variables: [String: String]) -> ServiceEnvironment? {
        ServiceEnvironment(process: 42) { variables[$0] }
    }

    @Test func withoutASocketThereIsNoManager() {
        #expect(read([:]) == nil)
        #expect(read(["NOTIFY_SOCKET": "", "WATCHDOG_USEC": "1"]) == nil)
    }

    @Test func theWatchdogIsForThisProcess() {
        let socket = ["NOTIFY_SOCKET": "/run/notify"]
        #expect(read(socket)?.watchdog == nil)
        #expect(read(socket.merging(["WATCHDOG_USEC": "30000000"]) { $1 })?.watchdog == 30_000_000_000)
        for (process, isMeant) in [("42", true), ("43", false), ("", false)] {
            let variables = ["WATCHDOG_USEC": "2", "WATCHDOG_PID": process]
            #expect(read(socket.merging(variables) { $1 })?.watchdog == (isMeant ? 2000 : nil))
        }
    }

    @Test(arguments: ["0", "-5", "x", "", "9223372036854775807", "99999999999999999999"])
    func aWatchdogOfNoTimeIsNone(time: String) {
        #expect(read(["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": time]) == ServiceEnvironment(socket: "@a"))
    }
}

extension ServiceEnvironment {
    fileprivate init(socket: String) {
        self.init(process: 0) { $0 == "NOTIFY_SOCKET" ? socket : nil }!
    }
}

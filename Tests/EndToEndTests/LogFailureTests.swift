import Glibc
import Testing

/// Logs that nobody takes: the app goes on, and says what was lost.
@Suite(.timeLimit(.minutes(5))) struct LogFailureTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    /// Whether a test may mount a file system for itself.
    private static func canMount() async throws -> Bool {
        try await Binary.run([], by: "unshare -m mount -t tmpfs -o size=64k none /tmp").status == 0
    }

    @Test(.enabled("it takes the right to mount a file system") { try await canMount() })
    func aFullDiskStopsNobodyAndWhatItLostIsTold() async throws {
        try #require(unsafe mkdir(folder["disk"], 0o700) == 0)
        let script = """
            exec unshare -m sh -c 'mount -t tmpfs -o size=64k none "\(folder["disk"])" &&
            head -c 40000 /dev/zero > "\(folder["disk"])/ballast" && exec "$0" "$@"' "$0" "$@"
            """
        let configuration = """
            <eventlog>
            <logfile>
            path \(folder["disk"])/a.log
            format %(message)s
            </logfile>
            <logfile>
            path STDERR
            </logfile>
            </eventlog>
            <Command flood>
            RunEvery 1h
            Floor shared
            Command seq 1000000 1004000
            </Command>
            <Command ticker>
            RunEvery 0.1s
            Floor shared
            Shell yes
            Command date +%s.%N
            </Command>
            """
        var written: [String] = []
        let ended = try await folder.run(configuration, ["--log-format", "json"], by: script) { app in
            try await app.outputLine("1004000")
            try await app.until { try await app.status(of: "ticker")["counters"]?["worked"]?.number ?? 0 > 2 }
            let disk = "/proc/\(app.process)/root\(folder["disk"])"
            #expect(try TestFolder.text(of: "\(disk)/a.log").utf8.count < 65_536)
            try #require(unsafe unlink("\(disk)/ballast") == 0)
            try await app.until {
                let text = try TestFolder.text(of: "\(disk)/a.log")
                written = text.split(separator: "\n").map(String.init)
                return text.contains(" of the log were lost\n")
            }
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        // Each line that was written is whole and in its place, and the lines between are those that were counted.
        let messages = ended.records.compactMap { $0["message"]?.string }
        var position = 0
        for line in written {
            if let loss = line.wholeMatch(of: /(\d+) lines? of the log w(as|ere) lost/) {
                position += try #require(Int(loss.1))
            } else {
                try #require(position < messages.count)
                #expect(messages[position] == line)
                position += 1
            }
        }
        #expect(position > 4000)
    }

    @Test func syslogGetsAMessageARecord() async throws {
        let receiver = try DatagramReceiver()
        let ended = try await folder.runToEnd(
            """
            ShutdownIfIdle 1m
            <eventlog>
            <syslog>
            address 127.0.0.1:\(receiver.port)
            facility daemon
            </syslog>
            <syslog>
            address \(folder["nobody"])
            </syslog>
            </eventlog>
            <Command bad>
            RunEvery 1h
            Shell yes
            Command printf 'a\\033b\\n'; exit 1
            </Command>
            """, [])
        #expect(ended.status == 0 && ended.errors == "")
        #expect(
            receiver.messages == [
                "<30>foo app foo starts\0", #"<30>bad a\x1Bb"# + "\0",
                #"<27>bad run 1 failed: /bin/sh: exit status 1; last output: a\x1Bb; next run in 1h"# + "\0",
                "<30>foo stopping: idle (nothing is scheduled for ShutdownIfIdle)\0", "<30>foo app foo stops: idle\0",
            ])
    }
}

/// A socket that receives datagrams on a port of this machine.
private final class DatagramReceiver: Sendable {
    private let socket: CInt
    let port: UInt16

    init() throws {
        socket = Glibc.socket(AF_INET, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, length) | getsockname(socket, $0, &length)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        try #require(status == 0)
    }

    deinit {
        close(socket)
    }

    /// What has come, each message by itself.
    var messages: [String] {
        var messages: [String] = []
        var buffer = [UInt8](repeating: 0, count: 100_000)
        while case let count = unsafe recv(socket, &buffer, buffer.count, 0), count >= 0 {
            messages.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
        return messages
    }
}

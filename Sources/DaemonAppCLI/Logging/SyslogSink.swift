import CLinux
import Glibc
import ZConfig

/// A syslog to which each record is sent as a datagram. One that is not there is looked for again with the next record.
struct SyslogSink: LogSink {
    /// How long a record waits for room at a reader that is slow.
    private static let patience: CInt = 1000
    /// How much of a message is sent, where less and less is taken: the most that UDP has room for; what many readers take;
    /// what RFC 3164 lets all of them take.
    private static let lengths = [65_000, 8192, 1024]

    private let address: SocketAddress
    private var socket: CInt?
    /// Whether the reader has taken nothing for a while: then nothing waits for it.
    private var isStalled = false

    init(_ address: SocketAddress) {
        self.address = address
    }

    mutating func write(_ records: [[UInt8]]) -> Int {
        for (number, record) in records.enumerated() where !send(record) { return number }
        return records.count
    }

    mutating func reopen() {
        close()
    }

    mutating func close() {
        if let socket { Glibc.close(socket) }
        socket = nil
    }

    /// A socket that has lost its reader is opened anew, once.
    private mutating func send(_ record: [UInt8]) -> Bool {
        for _ in 0..<2 {
            socket = socket ?? DatagramSocket.connected(to: address)
            guard let socket else { return false }
            for length in SyslogSink.lengths {
                switch status(of: socket, record.count > length ? SyslogSink.cut(record, to: length) : record) {
                case 0:
                    isStalled = false
                    return true
                case EMSGSIZE: continue
                case EAGAIN, ENOBUFS:
                    isStalled = true
                    return false
                default: break
                }
                break
            }
            close()
        }
        return false
    }

    /// Sends a message.
    /// - Returns: 0 or what is wrong.
    private func status(of socket: CInt, _ message: [UInt8]) -> CInt {
        while unsafe Glibc.send(socket, message, message.count, CInt(MSG_NOSIGNAL)) < 0 {
            if errno == EINTR { continue }
            var polls = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            guard errno == EAGAIN, !isStalled, unsafe poll(&polls, 1, SyslogSink.patience) > 0 else { return errno }
        }
        return 0
    }

    /// The beginning of a message, up to the end of a character, and its end.
    private static func cut(_ message: [UInt8], to length: Int) -> [UInt8] {
        var kept = message.prefix(length - 1)
        let isInCharacter = message[kept.endIndex] & 0xC0 == 0x80
        while isInCharacter, let last = kept.last, last & 0xC0 == 0x80 { kept.removeLast() }
        if isInCharacter { kept.removeLast() }
        return kept + [0]
    }
}

import Glibc

/// The socket on which a service tells its manager how it is, sd_notify(3).
///
/// It does not wait, and each message is sent to the address anew: the manager may have bound it again.
final class NotifySocket: Sendable {
    private let socket: CInt
    private let address: [UInt8]

    /// A socket that sends to an address: an absolute path, or `@` and a name without one.
    /// - Returns: nil if it is no such address, or is too long, or there is no socket to be had.
    init?(_ address: String) {
        var path = Array(address.utf8)
        guard let first = path.first, path.count > 1, path.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        switch first {
        case UInt8(ascii: "/"): path.append(0)
        case UInt8(ascii: "@"): path[0] = 0
        default: return nil
        }
        self.address = path
        let type = CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        socket = Glibc.socket(AF_UNIX, type, 0)
        guard socket >= 0 else { return nil }
    }

    deinit {
        if socket >= 0 { close(socket) }
    }

    /// Sends a message: lines of `NAME=VALUE`.
    /// - Returns: 0, or what is wrong.
    func send(_ message: String) -> CInt {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: self.address) }
        let length = MemoryLayout<sa_family_t>.size + self.address.count
        let bytes = Array(message.utf8)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                while unsafe sendto(socket, bytes, bytes.count, CInt(MSG_NOSIGNAL), pointer, socklen_t(length)) < 0 {
                    if errno != EINTR { return errno }
                }
                return 0
            }
        }
    }
}

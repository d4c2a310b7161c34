import Dispatch
import Glibc
import Testing

/// A manager of services, as systemd is one: a Unix socket on which a service tells how it is.
final class Manager: Sendable {
    /// What the service says, a line each.
    let lines = LineFeed()
    /// What a service is given as `NOTIFY_SOCKET`.
    let address: String
    private let socket: CInt

    /// A manager whose socket is at a path or, with an `@` first, has no path.
    init(at address: String) throws {
        self.address = address
        let socket = Glibc.socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        self.socket = socket
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let isAbstract = address.hasPrefix("@")
        let bytes = isAbstract ? [0] + Array(address.utf8.dropFirst()) : Array(address.utf8) + [0]
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let status = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(socket, $0, length) }
        }
        try #require(status == 0)
        let lines = lines
        DispatchQueue(label: "manager").async {
            var room = [UInt8](repeating: 0, count: 65_536)
            while case let count = unsafe recv(socket, &room, room.count, 0), count > 0 {
                lines.add(Array(room[..<count]) + [UInt8(ascii: "\n")])
            }
            lines.finish()
            close(socket)
        }
    }

    deinit {
        shutdown(socket, CInt(SHUT_RDWR))
    }

    /// What a service finds in its environment.
    var environment: [String: String?] { ["NOTIFY_SOCKET": address] }

    /// The lines so far without the signs of life.
    var news: [String] { lines.lines.filter { $0 != "WATCHDOG=1" } }
}

import Dispatch
import Glibc
import Testing

/// A manager of services, as systemd is one: a Unix socket on which a service tells how it is.
final class Manager: Sendable {
    /// What the service says, a line each.
    let lines = LineFeed()
    /// What a service is given as `NOTIFY_SOCKET`.
    let address: String
    /// Reads without a thread that waits: tasks, too, run on Dispatch's few threads.
    ///
    /// `nonisolated(unsafe)`: it is only cancelled, which any thread may do.
    private nonisolated(unsafe) let source: any DispatchSourceRead

    /// A manager whose socket is at a path or, with an `@` first, has no path.
    init(at address: String) throws {
        self.address = address
        let type = CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(AF_UNIX, type, 0)
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
        let source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: DispatchQueue(label: "manager"))
        source.setEventHandler { [lines] in
            var room = [UInt8](repeating: 0, count: 65_536)
            while case let count = unsafe recv(socket, &room, room.count, 0), count > 0 {
                lines.add(Array(room[..<count]) + [UInt8(ascii: "\n")])
            }
        }
        source.setCancelHandler { [lines] in
            lines.finish()
            close(socket)
        }
        source.activate()
        unsafe self.source = source
    }

    deinit {
        unsafe source.cancel()
    }

    /// What a service finds in its environment.
    var environment: [String: String?] { ["NOTIFY_SOCKET": address] }

    /// The lines so far without the signs of life.
    var news: [String] { lines.lines.filter { $0 != "WATCHDOG=1" } }
}

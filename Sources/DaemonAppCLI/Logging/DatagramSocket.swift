import Glibc
import ZConfig

/// Sockets for datagrams.
enum DatagramSocket {
    /// A socket that sends to an address, and does not wait: close-on-exec, non-blocking; nil if there is none.
    static func connected(to address: SocketAddress) -> CInt? {
        switch address {
        case .unix(let path): unix(path)
        case .inet(let address): inet(address, AF_INET) ?? inet(address, AF_INET6)
        case .inet6(let address): inet(address, AF_INET6)
        }
    }

    private static func unix(_ path: String) -> CInt? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The configuration lets only those pass that have room.
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe opened(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func inet(_ address: InetAddress, _ family: CInt) -> CInt? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = family
        unsafe hints.ai_socktype = CInt(SOCK_DGRAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        let host = address.host.isEmpty ? "localhost" : address.host
        guard unsafe getaddrinfo(host, "\(address.port ?? 514)", &hints, &first) == 0 else { return nil }
        defer { unsafe freeaddrinfo(first) }
        var next = unsafe first
        while let entry = unsafe next {
            let info = unsafe entry.pointee
            if let address = unsafe info.ai_addr, let socket = unsafe opened(family, address, info.ai_addrlen) {
                return socket
            }
            unsafe next = info.ai_next
        }
        return nil
    }

    private static func opened(_ family: CInt, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> CInt? {
        let type = CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = socket(family, type, 0)
        guard socket >= 0 else { return nil }
        if unsafe connect(socket, address, length) == 0 { return socket }
        close(socket)
        return nil
    }
}

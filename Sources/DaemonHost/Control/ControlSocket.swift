import Glibc
import SystemPackage

/// The Unix socket between an app and its operators.
public enum ControlSocket {
    /// Where the socket of an app is unless its configuration says otherwise: `daemonapp/NAME.sock` under
    /// `$XDG_RUNTIME_DIR` or, without that, under `/run`.
    public static func defaultPath(app: String, environment: (String) -> String?) -> String {
        "\(defaultDirectory(environment: environment))/\(fileName(app)).sock"
    }

    /// The directory of the default sockets.
    public static func defaultDirectory(environment: (String) -> String?) -> String {
        let base = environment("XDG_RUNTIME_DIR").flatMap { $0.hasPrefix("/") ? $0 : nil }
        return "\(base ?? "/run")/daemonapp"
    }

    /// A name as part of a path: slashes and what is not printable ASCII are percent-encoded.
    private static func fileName(_ app: String) -> String {
        var name = ""
        for byte in app.utf8 {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "%"),
                !(name.isEmpty && byte == UInt8(ascii: "."))
            {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return name
    }

    // MARK: Server

    /// Binds a socket with mode 0600 and listens. What is left of an app that is gone is replaced.
    static func listen(at path: String) throws -> CInt {
        let socket = try open(path)
        do {
            try unsafe withAddress(path) { address, length in
                if unsafe connect(socket, address, length) == 0 {
                    throw ControlSocketError(path: path, message: "another app answers there already", isTaken: true)
                }
                // Connecting to what is no socket is refused, too.
                if errno == ECONNREFUSED, isSocket(path) { unsafe unlink(path) }
            }
        } catch {
            close(socket)
            throw error
        }
        close(socket)
        return try bind(path)
    }

    private static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func bind(_ path: String) throws -> CInt {
        let socket = try open(path)
        // The mode of the socket becomes the mode of its name.
        fchmod(socket, 0o600)
        do {
            try unsafe withAddress(path) { address, length in
                guard unsafe Glibc.bind(socket, address, length) == 0, Glibc.listen(socket, 16) == 0 else {
                    throw ControlSocketError(path: path, message: "\(Errno(rawValue: errno))")
                }
            }
        } catch {
            close(socket)
            throw error
        }
        return socket
    }

    /// The next connection, with its descriptor closed on exec.
    static func accept(_ listener: CInt) -> CInt {
        let connection = Glibc.accept(listener, nil, nil)
        if connection >= 0 { _ = fcntl(connection, F_SETFD, FD_CLOEXEC) }
        return connection
    }

    // MARK: Client

    /// Connects to an app.
    /// - Throws: ``ControlSocketError`` if none answers.
    static func connected(to path: String) throws -> CInt {
        let socket = try open(path)
        do {
            try unsafe withAddress(path) { address, length in
                guard unsafe connect(socket, address, length) == 0 else {
                    throw ControlSocketError(path: path, message: "\(Errno(rawValue: errno))")
                }
            }
        } catch {
            close(socket)
            throw error
        }
        return socket
    }

    // MARK: Both

    private static func open(_ path: String) throws -> CInt {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw ControlSocketError(path: path, message: "\(Errno(rawValue: errno))") }
        return socket
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
    ) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard bytes.count <= room, !bytes.contains(0) else {
            throw ControlSocketError(path: path, message: "the path of a socket may have at most \(room) bytes")
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        try unsafe withUnsafePointer(to: &address) { pointer in
            try unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Reads and writes fail when the other end does nothing for so long.
    static func setTimeouts(_ socket: CInt, seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            unsafe setsockopt(socket, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// Reads up to the end of a line, which is left out; nil if there is none within so many bytes.
    static func readLine(_ socket: CInt, atMost limit: Int) -> [UInt8]? {
        var line: [UInt8] = []
        while line.count <= limit {
            guard let part = read(socket), !part.isEmpty else { return nil }
            line += part
            if let end = line.firstIndex(of: UInt8(ascii: "\n")) { return Array(line[..<end]) }
        }
        return nil
    }

    /// Reads to the end.
    static func readAll(_ socket: CInt) -> [UInt8]? {
        var all: [UInt8] = []
        while true {
            guard let part = read(socket) else { return nil }
            if part.isEmpty { return all }
            all += part
        }
    }

    private static func read(_ socket: CInt) -> [UInt8]? {
        while true {
            var count = 0
            let part = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
                count = unsafe recv(socket, buffer.baseAddress, buffer.count, 0)
                initialized = max(count, 0)
            }
            if count >= 0 { return part }
            if errno != EINTR { return nil }
        }
    }

    /// Writes all of it, or gives up when nobody reads.
    static func write(_ socket: CInt, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// A control socket cannot be used.
public struct ControlSocketError: Error, CustomStringConvertible {
    /// Where the socket is, or should be.
    public let path: String
    /// What is wrong.
    public let message: String
    /// Whether another app answers there.
    public var isTaken = false

    public var description: String { "control socket \(path): \(message)" }
}

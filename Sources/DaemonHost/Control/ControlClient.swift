import FoundationEssentials
import Glibc

/// Asks a running app.
public enum ControlClient {
    /// Sends a request to the app that answers at a path, and waits for the reply.
    /// - Throws: ``ControlSocketError`` if no app answers, or not with a reply.
    public static func ask(_ request: ControlRequest, at path: String) throws -> ControlReply {
        let socket = try ControlSocket.connected(to: path)
        defer { close(socket) }
        ControlSocket.setTimeouts(socket, seconds: 30)
        ControlSocket.write(socket, [UInt8](try JSONEncoder().encode(request)) + [UInt8(ascii: "\n")])
        guard let bytes = ControlSocket.readAll(socket), !bytes.isEmpty else {
            throw ControlSocketError(path: path, message: "no answer")
        }
        do {
            return try JSONDecoder().decode(ControlReply.self, from: Data(bytes))
        } catch {
            throw ControlSocketError(path: path, message: "an answer that is not understood")
        }
    }

    /// The sockets in the default directory at which an app answers, by name.
    public static func running(environment: (String) -> String?) -> [String] {
        let directory = ControlSocket.defaultDirectory(environment: environment)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().map { "\(directory)/\($0)" }.filter { path in
            guard path.hasSuffix(".sock"), let socket = try? ControlSocket.connected(to: path) else { return false }
            close(socket)
            return true
        }
    }
}

import CLinux
import EventLoopServices
import FoundationEssentials
import Glibc
import Scheduling
import Synchronization

/// Answers operators on a Unix socket that only the app's own user, and root, can reach.
///
/// It has a thread of its own, and one for each connection, so that an app whose loop is held can still say so.
public final class ControlServer: Sendable {
    /// The most connections at a time; more are closed at once.
    private static let mostConnections = 16
    /// The most bytes of a request: a path and some overrides.
    private static let longestRequest = 1 << 16

    private let app: DaemonApp
    private let reloader: Reloader?
    private let path: String
    private let listener: CInt
    private let closing: CInt
    private let connections = Atomic<Int>(0)
    /// Requests that have come and are not answered yet.
    private let requests = Atomic<Int>(0)
    private let answered = clinux_event()

    /// Binds the socket and answers from now on.
    /// - Parameters:
    ///   - app: the app that is asked.
    ///   - path: where the socket is.
    ///   - reloader: reads configuration files for the app; nil: it has none.
    /// - Throws: ``ControlSocketError`` if it cannot be bound, or another app answers there.
    public init(_ app: DaemonApp, at path: String, reloader: Reloader? = nil) throws {
        self.app = app
        self.reloader = reloader
        self.path = path
        listener = try ControlSocket.listen(at: path)
        closing = clinux_event()
        let server = self
        guard DetachedThread.start(named: "daemonapp-ctl", { server.serve() }) else {
            unsafe unlink(path)
            throw ControlSocketError(path: path, message: "no thread to answer on")
        }
    }

    deinit {
        Glibc.close(answered)
    }

    /// Answers no more, and removes the socket. Waits for the answers to requests that have come, above all to the one
    /// that has stopped the app, but not for longer than a second.
    public func close() {
        unsafe unlink(path)
        clinux_event_signal(closing)
        let end = app.reactor.now.advanced(byNanoseconds: 1_000_000_000)
        while requests.load(ordering: .acquiring) > 0 {
            let rest = end.nanoseconds(since: app.reactor.now)
            guard rest > 0 else { return }
            clinux_event_await(answered, rest)
            _ = clinux_event_take(answered)
        }
    }

    private func serve() {
        var polls = [listener, closing].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            unsafe poll(&polls, 2, -1)
            if polls[1].revents != 0 { break }
            let connection = ControlSocket.accept(listener)
            guard connection >= 0 else { continue }
            let isWelcome = connections.add(1, ordering: .relaxed).newValue <= ControlServer.mostConnections
            guard isWelcome, DetachedThread.start(named: "daemonapp-ctl1", { self.serve(connection) }) else {
                end(connection)
                continue
            }
        }
        Glibc.close(listener)
        Glibc.close(closing)
    }

    private func end(_ connection: CInt) {
        Glibc.close(connection)
        connections.subtract(1, ordering: .relaxed)
    }

    private func serve(_ connection: CInt) {
        defer { end(connection) }
        ControlSocket.setTimeouts(connection, seconds: 5)
        guard let line = ControlSocket.readLine(connection, atMost: ControlServer.longestRequest) else { return }
        requests.add(1, ordering: .relaxed)
        defer {
            requests.subtract(1, ordering: .releasing)
            clinux_event_signal(answered)
        }
        let reply: ControlReply
        if let request = try? JSONDecoder().decode(ControlRequest.self, from: Data(line)) {
            reply = ask(request)
        } else {
            reply = ControlReply(ok: false, message: "this is not a request")
        }
        guard let data = try? JSONEncoder().encode(reply) else { return }
        ControlSocket.write(connection, [UInt8](data) + [UInt8(ascii: "\n")])
    }

    /// Asks the app; if its loop is held, says by whom instead.
    private func ask(_ request: ControlRequest) -> ControlReply {
        let answer = Answer()
        if let reloader, let reading = request.reading {
            reloader.perform(reading) { answer.give(ControlReply($0)) }
        } else {
            app.onLoop { answer.give($0.answer(request)) }
        }
        while true {
            if let reply = answer.wait(milliseconds: 80) { return reply }
            if let holder = app.sentinel.holder(at: app.reactor.now, for: .milliseconds(70)) {
                return ControlReply(
                    ok: false,
                    message:
                        "\(app.name) is busy: the daemon '\(holder.name)' has held its loop for \(holder.time.text)")
            }
        }
    }
}

extension ControlRequest {
    /// What a reloader is asked, if it is.
    fileprivate var reading: Reloader.Request? {
        switch command {
        case .reload: .reload
        case .dryRun: .dryRun
        case .diff: configuration.map { .difference(location: $0, overrides: overrides ?? []) }
        default: nil
        }
    }
}

/// An answer that one thread waits for and a task gives.
private final class Answer: Sendable {
    private let reply = Mutex<ControlReply?>(nil)
    private let given = clinux_event()

    deinit {
        Glibc.close(given)
    }

    func give(_ reply: ControlReply) {
        self.reply.withLock { $0 = reply }
        clinux_event_signal(given)
    }

    func wait(milliseconds: Int32) -> ControlReply? {
        var polls = pollfd(fd: given, events: Int16(POLLIN), revents: 0)
        unsafe poll(&polls, 1, milliseconds)
        return reply.withLock { $0 }
    }
}

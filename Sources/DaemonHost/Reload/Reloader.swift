import EventLoopServices
import Logging
import Synchronization

/// Reads configurations for a running app, one after the other, and hands them to it.
public final class Reloader: Sendable {
    /// Reads a configuration file and checks it whole. This may block.
    /// - Parameters:
    ///   - location: the file; nil is the one with which the app was started, and its overrides.
    ///   - overrides: what is set on top of it.
    /// - Throws: ``ReloadRefusal`` with everything that is wrong with it.
    public typealias Reader =
        @Sendable (_ location: String?, _ overrides: [String]) throws(ReloadRefusal) -> AppConfiguration

    /// What is to be done with a configuration that has been read.
    enum Request {
        /// The app's own file is read again, and holds from now on.
        case reload
        /// The app's own file is read again, to say what would change.
        case dryRun
        /// Another file is read, to say what would change.
        case difference(location: String, overrides: [String])
    }

    /// How far the app is with reading its own file again.
    public enum Phase: Sendable, Hashable {
        /// It begins.
        case begins
        /// It is done: the file holds, or was refused.
        case ended
    }

    private let app: DaemonApp
    private let read: Reader
    private let onReload: @Sendable (AppConfiguration) -> Void
    private let onPhase: @Sendable (Phase) -> Void
    private let turn = Mutex(())
    /// The configuration that holds, until it has been told of.
    private let news = Newest<AppConfiguration>()
    private let repetition = Mutex(Repetition())
    private let begin: Starter

    /// Does something on a thread of its own, if there is one to be had.
    typealias Starter = @Sendable (_ body: @escaping @Sendable () -> Void) -> Bool

    /// Reads for an app.
    /// - Parameters:
    ///   - app: whose configurations are read.
    ///   - onPhase: called before and after the app's own file is read again, in this order, on any thread.
    ///   - onReload: called on a thread that may block with a configuration that holds from now on, the newest there is:
    ///     while it has to do with one, others may be passed over.
    ///   - read: reads a configuration.
    public convenience init(
        _ app: DaemonApp, onPhase: @escaping @Sendable (Phase) -> Void = { _ in },
        onReload: @escaping @Sendable (AppConfiguration) -> Void = { _ in }, read: @escaping Reader
    ) {
        self.init(app, onPhase: onPhase, onReload: onReload, read: read) {
            DetachedThread.start(named: "daemonapp-load", $0)
        }
    }

    init(
        _ app: DaemonApp, onPhase: @escaping @Sendable (Phase) -> Void = { _ in },
        onReload: @escaping @Sendable (AppConfiguration) -> Void = { _ in }, read: @escaping Reader,
        begin: @escaping Starter
    ) {
        self.begin = begin
        self.app = app
        self.onPhase = onPhase
        self.onReload = onReload
        self.read = read
    }

    /// Reads the app's file again and lets it hold from now on; the log says what has become of it. Blocks while it
    /// reads.
    public func reload() {
        perform(.reload) { _ in }
    }

    /// Reads the app's file again, as ``reload()`` does, beside the caller's thread. However often this is called while the
    /// file is read, it is read once more afterwards.
    public func reloadSoon() {
        guard repetition.withLock({ $0.ask() }) else { return }
        let hasBegun = begin { [self] in
            repeat { reload() } while repetition.withLock { $0.ended() }
        }
        guard !hasBegun else { return }
        repetition.withLock { $0.failed() }
        app.log.error("the configuration is not read again: the system has no thread for that")
    }

    /// Does what is asked, in the order in which it is asked. Blocks while it reads.
    /// - Parameter completion: gets the answer, on the reactor.
    func perform(
        _ request: Request, completion: @escaping @Sendable (Result<ReloadReport, ReloadRefusal>) -> Void
    ) {
        turn.withLock { _ in
            if case .reload = request { onPhase(.begins) }
            let new = Result { () throws(ReloadRefusal) in try configuration(for: request) }
            app.onLoop { [onReload, onPhase, news] app in
                defer { if case .reload = request { onPhase(.ended) } }
                completion(
                    Result { () throws(ReloadRefusal) in
                        if case .reload = request, case .failure(let refusal) = new { app.logRefused(refusal) }
                        let new = try new.get()
                        guard case .reload = request else { return try app.changes(to: new) }
                        let report = try app.reload(new)
                        if news.put(new) { app.services.pool.run { news.take(onReload) } }
                        return report
                    })
            }
        }
    }

    private func configuration(for request: Request) throws(ReloadRefusal) -> AppConfiguration {
        switch request {
        case .reload, .dryRun: try read(nil, [])
        case .difference(let location, let overrides): try read(location, overrides)
        }
    }
}

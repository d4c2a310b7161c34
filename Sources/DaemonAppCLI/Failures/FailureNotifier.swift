import CLinux
import CommandDaemon
import DaemonHost
import Daemons
import EventLoopServices
import Glibc
import Logging
import Scheduling
import Synchronization

/// Runs the programs of OnFailure, beside the schedule: when a daemon begins to fail, and when it works again.
///
/// What goes wrong with such a program is logged, and that is all. The end of the process waits for them, but no longer
/// than the grace of the app's stop.
final class FailureNotifier: Sendable {
    /// How many programs run at once, how many notices wait, and how long a program may take.
    struct Limits: Sendable {
        var mostAtOnce = 4
        var mostWaiting = 100
        var timeout = Duration.seconds(60)
        var killAfter = Duration.seconds(5)
    }

    private struct State {
        weak var app: DaemonApp?
        /// When the streaks began of which people have been told, by daemon.
        var begins: [String: String] = [:]
        var streaks = FailureStreaks()
        var queue: NoticeQueue
        /// What ends the programs that run, and what they have left behind.
        var cutOffs: [CutOff] = []
        /// The end of the grace; nil while the app does not stop.
        var graceEnd: MonotonicTime?
        var signals = 0
        var isClosed = false
    }

    private let reactor: any Reactor
    private let log: Logger
    private let limits: Limits
    private let services: HookServices
    private let state: Mutex<State>
    /// Counts what ``finish()`` waits for.
    private let changes = clinux_event()

    init(on reactor: any Reactor, log: Logger, limits: Limits = Limits()) {
        self.reactor = reactor
        self.log = log
        self.limits = limits
        services = HookServices(reactor)
        state = Mutex(
            State(queue: NoticeQueue(mostAtOnce: limits.mostAtOnce, mostWaiting: limits.mostWaiting)))
    }

    deinit {
        close(changes)
    }

    /// Names the app whose events come.
    func attach(_ app: DaemonApp) {
        state.withLock { $0.app = app }
    }

    // MARK: Events

    /// Something has happened in the app. On its executor.
    func observe(_ event: AppEvent) {
        let (notice, app) = state.withLock { ($0.streaks.take(event), $0.app) }
        if case .stopping = event.kind, let app {
            let grace = app.assumeIsolated { $0.configuration.parameters.gracePeriod }
            let end = reactor.now.advanced(byNanoseconds: grace.count)
            state.withLock { $0.graceEnd = end }
        }
        guard let notice, let app, let rule = app.assumeIsolated({ $0.failureRule(of: notice.daemon) }),
            let command = rule.command
        else { return }
        tell(notice, rule, command, app.name)
    }

    private func tell(_ notice: FailureNotice, _ rule: FailureRule, _ command: String, _ app: String) {
        let clock = WallClock(now: notice.at)
        let since = state.withLock { state in
            // The wall clock may have been set since.
            let told = state.begins.removeValue(forKey: notice.daemon)
            let since = (notice.event == .failure ? nil : told) ?? clock.text(notice.since) ?? ""
            if notice.event == .failure { state.begins[notice.daemon] = since }
            return since
        }
        let text = NoticeText(app: app, notice: notice, rule: rule, clock: clock, since: since)
        let item = NoticeQueue.Item(
            notice: notice, command: command, text: text.text, environment: text.environment)
        guard state.withLock({ !$0.isClosed && $0.queue.add(item) }) else {
            return log(of: notice).error(
                "OnFailure (\(notice.event.rawValue)) is not run: too many programs of other failures are waiting")
        }
        runNext()
    }

    // MARK: Programs

    private func runNext() {
        while let item = state.withLock({ $0.isClosed ? nil : $0.queue.next() }) {
            Task {
                await run(item)
                state.withLock { $0.queue.ended(item.notice.daemon) }
                clinux_event_signal(changes)
                runNext()
            }
        }
    }

    private func run(_ item: NoticeQueue.Item) async {
        let log = log(of: item.notice)
        guard
            let program = HookProgram(
                item.command, environment: item.environment, input: item.text, killAfter: limits.killAfter)
        else { return }
        log.debug("OnFailure (\(item.notice.event.rawValue)) is run: \(item.command)")
        let run = Task { try await program.run(context(of: item.notice, log)) }
        let timeout = reactor.call(at: reactor.now.advanced(by: limits.timeout)) { run.cancel() }
        let result = await run.result
        reactor.cancel(timeout)
        switch result {
        case .success:
            break
        case .failure(is CancellationError):
            log.error("OnFailure (\(item.notice.event.rawValue)) was ended: it took too long")
        case .failure(let error):
            log.error("OnFailure (\(item.notice.event.rawValue)) failed: \(error)")
        }
    }

    private func context(of notice: FailureNotice, _ log: Logger) -> DaemonContext {
        let context = DaemonContext(name: notice.daemon, log: log, services: services)
        state.withLock { state in
            state.cutOffs.removeAll { $0.isEmpty }
            state.cutOffs.append(context.cutOff)
        }
        return context
    }

    private func log(of notice: FailureNotice) -> Logger {
        var log = log
        log[metadataKey: LogKey.daemon] = "\(notice.daemon)"
        log[metadataKey: "program"] = "OnFailure"
        return log
    }

    // MARK: The end

    /// A signal has come that stops the app; a second one ends the grace.
    func signalled() {
        state.withLock { $0.signals += 1 }
        clinux_event_signal(changes)
    }

    /// Waits until all programs have ended, or the grace has, and ends those that are left. For a thread that may block,
    /// when the app is over.
    func finish() {
        while let rest = graceLeft { waitForChange(rest) }
        let forgotten = state.withLock { state in
            state.isClosed = true
            return state.queue.forgetWaiting()
        }
        if forgotten > 0 { log.error("OnFailure is not run any more: the grace is over; left over: \(forgotten)") }
        // Those that are killed end at once, up to the odd one that was just about to start.
        let patience = reactor.now.advanced(by: .seconds(1))
        while !state.withLock({ $0.queue.isEmpty }), reactor.now < patience {
            cutOff()
            waitForChange(20_000_000)
        }
        cutOff()
    }

    /// Ends all programs at once. Does not block.
    func cutOff() {
        for cutOff in state.withLock({ $0.cutOffs }) { cutOff.perform() }
    }

    /// The nanoseconds for which programs may go on; nil if there are none, or it is over.
    private var graceLeft: Int64? {
        let now = reactor.now
        return state.withLock { state in
            guard !state.queue.isEmpty, state.signals < 2, let end = state.graceEnd, now < end else { return nil }
            return end.nanoseconds(since: now)
        }
    }

    private func waitForChange(_ nanoseconds: Int64) {
        clinux_event_await(changes, nanoseconds)
        _ = clinux_event_take(changes)
    }
}

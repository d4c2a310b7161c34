public import Logging
import Synchronization

/// Keeps what is logged, and tells when something has been.
public final class LogRecorder: Sendable {
    /// A record of the log.
    public struct Record: Sendable, Hashable {
        public var level: Logger.Level
        public var message: String
        /// The metadata of the record and of its logger, as text.
        public var metadata: [String: String]
    }

    private struct Waiter {
        let matches: @Sendable (Record) -> Bool
        let count: Int
        var found: [Record]
        let continuation: CheckedContinuation<[Record], Never>
    }

    private struct State {
        var records: [Record] = []
        var waiters: [Waiter] = []
    }

    private let state = Mutex(State())

    /// A recorder that has recorded nothing.
    public init() {}

    /// A logger that writes here, at all levels.
    public var logger: Logger { Logger(label: "test") { _ in Handler(recorder: self) } }

    /// What has been logged so far.
    public var records: [Record] { state.withLock { $0.records } }

    /// The messages that have been logged so far, at a level or above it.
    public func messages(from level: Logger.Level = .trace) -> [String] {
        records.filter { $0.level >= level }.map(\.message)
    }

    /// The first record that is as wanted; waits until there is one.
    @discardableResult
    public func first(where matches: @escaping @Sendable (Record) -> Bool) async -> Record {
        await first(1, where: matches)[0]
    }

    /// The first so many records that are as wanted; waits until there are.
    @discardableResult
    public func first(_ count: Int, where matches: @escaping @Sendable (Record) -> Bool) async -> [Record] {
        await withCheckedContinuation { continuation in
            let found = state.withLock { state in
                let found = Array(state.records.lazy.filter(matches).prefix(count))
                if found.count == count { return found as [Record]? }
                state.waiters.append(
                    Waiter(matches: matches, count: count, found: found, continuation: continuation))
                return nil
            }
            if let found { continuation.resume(returning: found) }
        }
    }

    private func add(_ record: Record) {
        let woken = state.withLock { state in
            state.records.append(record)
            for index in state.waiters.indices where state.waiters[index].matches(record) {
                state.waiters[index].found.append(record)
            }
            let woken = state.waiters.filter { $0.found.count == $0.count }
            state.waiters.removeAll { $0.found.count == $0.count }
            return woken
        }
        for waiter in woken { waiter.continuation.resume(returning: waiter.found) }
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(recorder: LogRecorder) {
            self.recorder = recorder
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
            recorder.add(Record(level: event.level, message: "\(event.message)", metadata: all.mapValues { "\($0)" }))
        }
    }
}

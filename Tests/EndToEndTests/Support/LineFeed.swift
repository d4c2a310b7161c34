import Synchronization

/// Lines as they come, and who waits for one of them.
final class LineFeed: Sendable {
    private struct State {
        var lines: [String] = []
        var unfinished = ""
        var isOver = false
        var waiters: [Int: Waiter] = [:]
        var waiterCount = 0
    }

    private struct Waiter {
        var takes: @Sendable (String) -> Bool
        var continuation: CheckedContinuation<String?, Never>
    }

    /// A line that was waited for did not come.
    struct MissingLine: Error, CustomStringConvertible {
        let lines: [String]
        var description: String {
            "the line that was waited for has not come; these have:\n" + lines.suffix(50).joined(separator: "\n")
        }
    }

    private let state = Mutex(State())

    /// The lines so far.
    var lines: [String] { state.withLock { $0.lines } }

    /// All of the text.
    var text: String { state.withLock { ($0.lines + [$0.unfinished]).joined(separator: "\n") } }

    /// Waits for the first line, of all that have come or will come, that is wanted.
    /// - Throws: `MissingLine` if there is none and the stream has ended, or the test was cancelled.
    @discardableResult
    func first(where isWanted: @escaping @Sendable (String) -> Bool) async throws -> String {
        let number = state.withLock { state in
            state.waiterCount += 1
            return state.waiterCount
        }
        let line = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known: String?? = state.withLock { state in
                    if let line = state.lines.first(where: isWanted) { return line }
                    if state.isOver || Task.isCancelled { return .some(nil) }
                    state.waiters[number] = Waiter(takes: isWanted, continuation: continuation)
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume(returning: nil)
        }
        guard let line else { throw MissingLine(lines: lines) }
        return line
    }

    /// More text has come.
    func add(_ bytes: [UInt8]) {
        let woken = state.withLock { state in
            var parts = (state.unfinished + String(decoding: bytes, as: UTF8.self)).split(
                separator: "\n", omittingEmptySubsequences: false
            ).map(String.init)
            state.unfinished = parts.removeLast()
            state.lines += parts
            var woken: [(CheckedContinuation<String?, Never>, String)] = []
            for (number, waiter) in state.waiters {
                guard let line = parts.first(where: waiter.takes) else { continue }
                state.waiters[number] = nil
                woken.append((waiter.continuation, line))
            }
            return woken
        }
        for (continuation, line) in woken { continuation.resume(returning: line) }
    }

    /// No more text will come.
    func finish() {
        let waiters = state.withLock { state in
            state.isOver = true
            defer { state.waiters = [:] }
            return state.waiters.values.map(\.continuation)
        }
        for waiter in waiters { waiter.resume(returning: nil) }
    }
}

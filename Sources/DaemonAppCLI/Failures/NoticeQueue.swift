import DaemonHost

/// The notices that wait for their program to be run: a few at once, in order, and those of one daemon one after the
/// other, so that a recovery never overtakes the failure.
struct NoticeQueue {
    /// A notice and the program that tells people of it.
    struct Item: Sendable, Hashable {
        var notice: FailureNotice
        var command: String
        /// The text on its standard input.
        var text: String
        /// The variables in its environment.
        var environment: [String: String]
    }

    private let mostAtOnce: Int
    private let mostWaiting: Int
    private var waiting: [Item] = []
    private var inProgress: Set<String> = []

    /// A queue in which so many notices may wait, and so many programs run at once.
    init(mostAtOnce: Int, mostWaiting: Int) {
        self.mostAtOnce = mostAtOnce
        self.mostWaiting = mostWaiting
    }

    /// Whether nothing waits and nothing runs.
    var isEmpty: Bool { waiting.isEmpty && inProgress.isEmpty }

    /// Puts a notice at the end.
    /// - Returns: whether there was room.
    mutating func add(_ item: Item) -> Bool {
        guard waiting.count < mostWaiting else { return false }
        waiting.append(item)
        return true
    }

    /// Takes the first notice whose program may run now, which is in progress from then on.
    mutating func next() -> Item? {
        guard inProgress.count < mostAtOnce,
            let index = waiting.firstIndex(where: { !inProgress.contains($0.notice.daemon) })
        else { return nil }
        let item = waiting.remove(at: index)
        inProgress.insert(item.notice.daemon)
        return item
    }

    /// The program of a daemon's notice has ended.
    mutating func ended(_ daemon: String) {
        inProgress.remove(daemon)
    }

    /// Forgets what waits.
    /// - Returns: how much that was.
    mutating func forgetWaiting() -> Int {
        defer { waiting = [] }
        return waiting.count
    }
}

public import Daemons
import Glibc
import Logging
import SystemPackage

/// Runs a program for each file in a directory, whose exit status says whether the file is done.
public final class CommandQueue: Daemon {
    private let settings: CommandSettings
    private let path: FilePath

    /// Where the next sweep of what was left over starts.
    private var sweepStart = 0
    /// Files of which it is known that they cannot be read.
    private var unreadable: Set<FileName> = []

    /// A queue.
    /// - Parameters:
    ///   - settings: the command; the directory in it does not count.
    ///   - directory: where the files are; a relative path begins where the app runs.
    init(_ settings: CommandSettings, directory: FilePath) {
        self.settings = settings
        path = directory
    }

    /// Runs the program for the oldest files, `RecordCount` at most.
    ///
    /// When the run is cancelled, the program in progress and its group get TERM, and KILL after `KillAfter`; its file
    /// stays in the queue unless the program exits with 0.
    /// - Returns: a unit of work for each file that is done, idle if there were none, or done, as the exit status says.
    /// - Throws: ``CommandError`` if a program fails or cannot be started, an error with its path if the directory cannot
    ///   be used; `CancellationError` if the run was cancelled.
    public func run(_ context: DaemonContext) async throws -> Outcome {
        var batch = QueueBatch(limit: context.recordCount)
        var seen: Set<FileName> = []
        guard let (queue, first) = try await open(listing: batch.room, &seen, context) else { return .idle }
        var page = first
        while true {
            for file in page.files {
                guard batch.isOpen else { break }
                try Task.checkCancellation()
                if let error = try await serve(file.name, of: queue, &batch, context) {
                    note(file.name, error, &seen, context)
                }
            }
            guard batch.isOpen, page.isCut, let last = page.files.last else { break }
            let count = CommandQueue.listed(for: batch.room)
            page = try await context.blocking { try queue.waitingFiles(count, after: last) }
            for (name, error) in page.unreadable { note(name, error, &seen, context) }
        }
        unreadable.formIntersection(seen)
        return try batch.outcome()
    }

    /// Opens the directory, sweeps it and lists its first files, all at once: so a queue without files has no descriptor
    /// while it waits for a thread.
    /// - Returns: nil if there are no files.
    private func open(
        listing room: Int, _ seen: inout Set<FileName>, _ context: DaemonContext
    ) async throws -> (Directory, Directory.Page)? {
        let (path, start, count) = (path, sweepStart, CommandQueue.listed(for: room))
        let (queue, page, nextStart) = try await context.blocking {
            let queue = try Directory(opening: path.absolute())
            let nextStart = try queue.sweep(from: start, now: time(nil))
            let page = try queue.waitingFiles(count, after: nil)
            return (page.files.isEmpty ? nil : queue, page, nextStart)
        }
        sweepStart = nextStart
        for (name, error) in page.unreadable { note(name, error, &seen, context) }
        return queue.map { ($0, page) }
    }

    /// How many files are listed at once, in memory, for a run that may serve so many more: rather too many, because some
    /// may be passed over.
    private static func listed(for room: Int) -> Int { min(max(room, 100), 4096) }

    /// Runs the program for a file, unless somebody else has it.
    /// - Returns: why the file cannot be read.
    private func serve(
        _ name: FileName, of queue: Directory, _ batch: inout QueueBatch, _ context: DaemonContext
    ) async throws -> Errno? {
        let settings = settings
        let beginning = try await context.blocking { try queue.beginAttempt(at: name, of: settings.attempts) }
        switch beginning {
        case .passedOver:
            return nil
        case .unreadable(let error):
            return error
        case .exhausted(let path, let moved):
            log("no attempt is left", path, movedTo: moved, context)
            batch.add(.failed, path, CommandError(exhausted: settings.call.program))
        case .begun(let file, let attempt):
            context.log.debug("\(file.path.escaped): attempt \(attempt) of \(settings.attempts)")
            let program: FinishedProgram
            do {
                program = try await settings.runProgram(on: file, context)
            } catch {
                // Nothing has happened to the file.
                try await context.blocking { try queue.undoAttempt(attempt, at: file) }
                throw error
            }
            let verdict = settings.statuses.fileVerdict(on: program.end)
            let isCutOff = Task.isCancelled && (verdict == .failed || verdict == .failedForNow)
            let isLast = attempt >= settings.attempts && verdict == .failed
            let moved = try await context.blocking {
                defer { if !program.hasSurvivors { file.unlock() } }
                return isCutOff ? nil : try queue.endAttempt(attempt, at: file, verdict, isLast: isLast)
            }
            if verdict == .failed, !isCutOff {
                log("\(program.end) (attempt \(attempt) of \(settings.attempts))", file.path, movedTo: moved, context)
            }
            batch.add(verdict, file.path, program.error)
            try Task.checkCancellation()
        }
        return nil
    }

    private func log(_ event: String, _ file: FilePath, movedTo moved: FilePath?, _ context: DaemonContext) {
        context.log.warning("\(file.escaped): \(event)\(moved.map { "; moved to \($0.escaped)" } ?? "")")
    }

    /// Logs that a file cannot be read, once.
    /// - Parameter seen: the files of this run that cannot be read; the first thousand of them.
    private func note(_ name: FileName, _ error: Errno, _ seen: inout Set<FileName>, _ context: DaemonContext) {
        guard seen.count < 1000 else { return }
        seen.insert(name)
        guard unreadable.insert(name).inserted else { return }
        context.log.warning("\(path.appending(name).escaped): cannot be read, is left alone: \(error)")
    }
}

extension FilePath {
    /// The path from the root on, without `.`.
    fileprivate func absolute() throws(QueueError) -> FilePath {
        var path = self
        if !isAbsolute {
            guard let folder = unsafe getcwd(nil, 0) else { throw QueueError("find", self, Errno(rawValue: errno)) }
            defer { unsafe free(folder) }
            path = unsafe FilePath(platformString: folder).pushing(self)
        }
        path.components.removeAll { $0.kind == .currentDirectory }
        return path
    }
}

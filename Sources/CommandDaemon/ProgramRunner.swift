import Daemons
import SystemPackage

/// What has become of a command's program.
struct FinishedProgram: Sendable {
    /// How it ended.
    let end: ProgramEnd
    /// Where it is.
    let path: String
    /// The last lines that it wrote.
    let lastLines: [String]
    /// Whether it has left others in its group behind.
    let hasSurvivors: Bool

    /// The error of a run that failed because of this end.
    var error: CommandError { CommandError(end, of: path, lastLines: lastLines) }
}

extension CommandSettings {
    /// Runs the program and logs its output.
    ///
    /// When the task is cancelled, the program and its process group get TERM, and KILL after `killAfter`; this returns
    /// when they have ended.
    /// - Parameter file: the file that is the program's work; nil: none. The program shares its descriptor, and with it
    ///   its lock.
    /// - Throws: ``CommandError`` if the program cannot be started; `CancellationError` if the task was cancelled before
    ///   that.
    func runProgram(on file: LockedFile? = nil, _ context: DaemonContext) async throws -> FinishedProgram {
        let settings = self
        let path = try await context.blocking { try settings.locate() }
        try Task.checkCancellation()
        let output = OutputLog(log: context.log, maximumOutput: maximumOutput)
        let run = ProgramRun(output: output, killAfter: killAfter, clock: context.clock, cutOff: context.cutOff)
        let end = try await context.cutOff.during({ run.kill() }) {
            try await withTaskCancellationHandler {
                let program = try await context.blocking {
                    do throws(Errno) {
                        return try settings.start(path: path, file: file?.path).start(
                            input: settings.input, sharing: file?.descriptor)
                    } catch {
                        throw settings.explanation(of: error, path: path)
                    }
                }
                return try await run.end(of: program)
            } onCancel: {
                run.stop()
            }
        }
        return FinishedProgram(end: end, path: path, lastLines: output.lastLines, hasSurvivors: run.hasSurvivors)
    }
}

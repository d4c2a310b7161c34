import BigInt
import Glibc
import SystemPackage
import ZConfig

/// The keys of `<Command>` besides those of the schedule, and what they mean.
struct CommandKeys: Sendable {
    let command = Key(
        "Command", .string, required: true,
        description: """
            The program and its arguments, split at runs of space; nothing is quoted. A program without a slash is looked \
            up on PATH. With Shell yes, a script for /bin/sh.
            """,
        example: "/usr/local/bin/replicate --verbose")
    let argument = MultiKey(
        "Argument", .string,
        description:
            "One more argument, verbatim, with the spaces in it. With Shell yes, the script's $1, $2 and so on.",
        example: "two words")
    let shell = Key(
        "Shell", .boolean, default: "no", description: "Whether Command is a script that is given to /bin/sh -c.",
        example: "yes")
    let environment = MultiKey(
        "Environment", .environmentEntry,
        description: "A variable, NAME=VALUE, that is added to the app's own environment.", example: "LANG=C.UTF-8")
    let workingDirectory = Key(
        "WorkingDirectory", .string, description: "Where the program runs. Unless given: where the app does.",
        example: "/var/lib/replication")
    let user = Key(
        "User", .string,
        description: """
            Whom the program runs as, with the groups of that user; only an app that runs as root can do that. Unless \
            given: as the app does.
            """,
        example: "www-data")
    let killAfter = Key(
        "KillAfter", .timedelta, default: "10s", range: .notNegative,
        description: """
            When a run is to end (RunTimeout, a stop, or processes that the program left behind), its process group gets \
            TERM, and KILL so much later.
            """,
        example: "2s")
    let maximumOutput = Key(
        "MaximumOutput", .byteSize, default: "1mb", range: .notNegative,
        description: """
            The most output of a run that is logged; one line says how much more was dropped. The program never waits.
            """,
        example: "64kb")
    let idleStatus = MultiKey(
        "IdleStatus", .integer, range: .exitStatus,
        description: """
            An exit status that means that there was nothing to do. Of a queue: that it is too early for the file, which \
            stays; that is no failure and no attempt.
            """,
        example: "2")
    let doneStatus = MultiKey(
        "DoneStatus", .integer, range: .exitStatus,
        description: """
            An exit status that means that the command is not to be run again. Of a queue, the file is done, too.
            """,
        example: "3")
    let queueDirectory = Key(
        "QueueDirectory", .string,
        description: """
            A directory that is a queue: the program is run for each regular file in it whose name does not begin with a \
            dot, the oldest first, RecordCount files a run, one after another. The file's path is the last argument and \
            in DAEMONAPP_FILE. The file is locked as by flock(1) while the program runs. After exit status 0 the file is \
            removed. Status 75 is no attempt and ends the run; any other status is a failed attempt.
            """,
        example: "/var/spool/orders")
    let attempts = Key(
        "Attempts", .integer, default: "5", range: .atLeastOne,
        description: """
            How often the program is run for a file of a queue. Then the file moves to failed/ in the queue's directory. \
            A run that was cut off counts.
            """,
        example: "3")

    /// The keys in the order of the reference.
    var declarations: [any KeyDeclaration] {
        [
            command, argument, shell, environment, workingDirectory, user, killAfter, maximumOutput, idleStatus,
            doneStatus, queueDirectory, attempts,
        ]
    }

    /// Reads the keys of a section; what is wrong goes to the collector, and then there are no settings.
    func read(_ section: Section, _ errors: inout ErrorCollector) -> CommandSettings? {
        let known = errors.count
        let call = readCall(section, &errors)
        var settings = CommandSettings(call: call ?? ProgramCall(program: "", arguments: []))
        settings.call.arguments += errors.read(argument, section) ?? []
        settings.environment = errors.read(environment, section) ?? []
        settings.workingDirectory = errors.readIfPresent(workingDirectory, section)
        settings.user = errors.readIfPresent(user, section).flatMap { readUser($0, section, &errors) }
        settings.killAfter = .nanoseconds(errors.read(killAfter, section)?.nanoseconds ?? 0)
        settings.maximumOutput = errors.read(maximumOutput, section).map { Int(clamping: $0) } ?? 0
        settings.statuses.idle = Set((errors.read(idleStatus, section) ?? []).map { Int(clamping: $0) })
        settings.statuses.done = Set((errors.read(doneStatus, section) ?? []).map { Int(clamping: $0) })
        settings.queueDirectory = errors.readIfPresent(queueDirectory, section).flatMap {
            readDirectory($0, section, &errors)
        }
        settings.attempts = errors.read(attempts, section).map { Int(clamping: $0) } ?? 1
        return call != nil && errors.count == known ? settings : nil
    }

    private func readCall(_ section: Section, _ errors: inout ErrorCollector) -> ProgramCall? {
        guard let text = errors.read(command, section), let isScript = errors.read(shell, section) else { return nil }
        let call = isScript ? ProgramCall(shell: text) : ProgramCall(splitting: text)
        if call == nil {
            errors.record(section.error(.conversion, at: command.name, "Command must name a program"))
        }
        return call
    }

    private func readDirectory(_ text: String, _ section: Section, _ errors: inout ErrorCollector) -> FilePath? {
        if !text.isEmpty { return FilePath(text) }
        errors.record(section.error(.conversion, at: queueDirectory.name, "QueueDirectory must name a directory"))
        return nil
    }

    private func readUser(_ name: String, _ section: Section, _ errors: inout ErrorCollector) -> UserIdentity? {
        let problem: String
        do throws(Errno) {
            if geteuid() != 0 {
                problem = "only an app that runs as root can run programs as another user"
            } else if let identity = try UserIdentity(named: name) {
                return identity
            } else {
                problem = "there is no user '\(name)'"
            }
        } catch {
            problem = "the user '\(name)' cannot be looked up: \(error)"
        }
        errors.record(section.error(.conversion, at: user.name, "User: \(problem)"))
        return nil
    }
}

extension Datatype<EnvironmentEntry> {
    /// `NAME=VALUE`.
    static let environmentEntry = Datatype("string") { text throws(ConversionError) in
        guard let entry = EnvironmentEntry(text) else {
            throw ConversionError(
                "'\(text)' is not NAME=VALUE, with a name that does not begin with a digit or hold space")
        }
        return entry
    }
}

extension ValueRange<BigInt> {
    fileprivate static let exitStatus = ValueRange("an exit status: 0 to 255") { $0 >= 0 && $0 <= 255 }
}

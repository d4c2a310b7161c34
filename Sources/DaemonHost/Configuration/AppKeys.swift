import Daemons
import Scheduling
import ZConfig

/// The keys of `<DaemonApp>`, and what they mean.
struct AppKeys: Sendable {
    let stayAliveFor = Key(
        "StayAliveFor", .timedelta, default: "0s", range: .notNegative,
        description: "The minimum lifetime: before it, the app does not stop for having nothing to do.", example: "15m")
    let shutdownAfter = Key(
        "ShutdownAfter", .timedelta, range: .notNegative,
        description: "The hard deadline: from here on no run starts, and the app stops. Unless given: none.",
        example: "30m")
    let shutdownIfIdle = Key(
        "ShutdownIfIdle", .timedelta, range: .notNegative,
        description: """
            The app stops when nothing is scheduled for so long and no request was answered for so long. Unless given: \
            it stays.
            """,
        example: "1m")
    let gracePeriod = Key(
        "GracePeriod", .timedelta, default: "30s", range: .notNegative,
        description: "What runs and requests in progress get to finish when the app stops.", example: "10s")
    let maximumRequests = Key(
        "MaximumRequests", .integer, range: .atLeastOne,
        description: """
            The app stops when so many requests have been answered. Only a simulation has requests so far. Unless \
            given: no limit.
            """,
        example: "1000")
    let concurrency = Key(
        "Concurrency", .integer, default: "1", range: .atLeastOne,
        description: "The number of floors that the daemons share: so many runs are in progress at once.", example: "4")
    let timerSlack = Key(
        "TimerSlack", .timedelta, default: "0.01s", range: .notNegative,
        description: """
            How much later than due a run may start, so that runs that are due close together share one wake-up.
            """,
        example: "1s")
    let controlSocket = Key(
        "ControlSocket", .string,
        description: """
            The path of the Unix socket on which the app answers `daemonapp status` and its kin. Unless given: \
            daemonapp/NAME.sock under $XDG_RUNTIME_DIR or, where that is not set, under /run.
            """,
        example: "/run/foo/control.sock")

    let stateDirectory = Key(
        "StateDirectory", .string,
        description: """
            A directory of the app's own, in which it keeps what survives it: for each daemon when it is due, its \
            interval, its failures and its pause. It is made if the directory above it is there. Unless given: \
            $STATE_DIRECTORY, which systemd sets, else nothing is kept.
            """,
        example: "/var/lib/foo")

    let ledgerSize = Key(
        "LedgerSize", .byteSize, default: "16mb", range: .notNegative,
        description: """
            How large the ledger may become, in which everything that happens is written down. It is kept in the \
            StateDirectory. 0: nothing is written down.
            """,
        example: "64mb")
    let ledgerAge = Key(
        "LedgerAge", .timedelta, default: "30d", range: .positive,
        description: "How long what is written down is kept.", example: "7d")
    let onFailure = Key(
        "OnFailure", .string, range: .programCall,
        description: "The OnFailure of every daemon that has none of its own. Unless given: nobody is told.",
        example: "/usr/local/bin/tell-operators")

    /// The keys in the order of the reference.
    var declarations: [any KeyDeclaration] {
        [
            stayAliveFor, shutdownAfter, shutdownIfIdle, gracePeriod, maximumRequests, concurrency, timerSlack,
            controlSocket, stateDirectory, ledgerSize, ledgerAge, onFailure,
        ]
    }

    /// Reads the keys of a section into a configuration without daemons.
    func read(_ section: Section, _ errors: inout ErrorCollector) -> AppConfiguration {
        var app = AppConfiguration(name: section.name ?? AppConfiguration.defaultName)
        app.parameters = AppParameters(
            concurrency: errors.read(concurrency, section).map { Int(clamping: $0) } ?? 1,
            stayAliveFor: errors.read(stayAliveFor, section).map { Nanoseconds($0.nanoseconds) } ?? .zero,
            shutdownAfter: errors.readIfPresent(shutdownAfter, section).map { Nanoseconds($0.nanoseconds) },
            shutdownIfIdle: errors.readIfPresent(shutdownIfIdle, section).map { Nanoseconds($0.nanoseconds) },
            gracePeriod: errors.read(gracePeriod, section).map { Nanoseconds($0.nanoseconds) } ?? .zero,
            maximumRequests: errors.readIfPresent(maximumRequests, section).map { Int64(clamping: $0) })
        app.timerSlack = errors.read(timerSlack, section).map { Nanoseconds($0.nanoseconds) } ?? .zero
        app.controlSocket = errors.readIfPresent(controlSocket, section)
        app.stateDirectory = errors.readIfPresent(stateDirectory, section)
        if let size = errors.read(ledgerSize, section) { app.ledger.size = Int(clamping: size) }
        if let age = errors.read(ledgerAge, section) { app.ledger.age = Nanoseconds(age.nanoseconds) }
        app.onFailure = errors.readIfPresent(onFailure, section)
        app.written = WrittenSection(section, keys: declarations.map(\.name))
        return app
    }
}

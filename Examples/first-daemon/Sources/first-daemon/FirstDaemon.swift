import DaemonAppCLI
import SizeWatch

/// The command `daemonapp` with one more kind of daemon: it checks, simulates and runs configurations, and asks apps.
@main
struct FirstDaemon {
    static func main() {
        DaemonAppProgram.main(hosting: [SizeWatch.type])
    }
}

import DaemonHost

/// The state of an app in the text format of OpenMetrics 1.0.
enum OpenMetrics {
    static func text(_ status: AppStatus) -> String {
        let app = "app=\"\(escaped(status.app))\""
        var text = family("daemonapp_uptime_seconds", "gauge", "How long the app has been running.", unit: "seconds")
        text += "daemonapp_uptime_seconds{\(app)} \(status.uptime)\n"
        text += family("daemonapp_runs", "counter", "Runs that have ended, by outcome.")
        for daemon in status.daemons {
            let label = "\(app),daemon=\"\(escaped(daemon.name))\""
            let counts = [
                ("worked", daemon.counters.worked), ("idle", daemon.counters.idle), ("failed", daemon.counters.failed),
            ]
            for (outcome, count) in counts {
                text += "daemonapp_runs_total{\(label),outcome=\"\(outcome)\"} \(count)\n"
            }
        }
        text += each("daemonapp_work_units", "counter", "Units of work done.", status, suffix: "_total") {
            Double($0.counters.units)
        }
        text += each("daemonapp_failures_in_a_row", "gauge", "Failures since the last run that did not fail.", status) {
            Double($0.failures)
        }
        text += each("daemonapp_interval_seconds", "gauge", "The present interval.", status, unit: "seconds") {
            $0.interval
        }
        text += each(
            "daemonapp_next_run_seconds", "gauge", "The time until the daemon is due; negative once it is overdue.",
            status, unit: "seconds"
        ) { $0.nextIn }
        text += each("daemonapp_running", "gauge", "1 while a run is in progress.", status) {
            $0.state == .running ? 1 : 0
        }
        text += each("daemonapp_paused", "gauge", "1 while the daemon is paused.", status) {
            $0.state == .paused ? 1 : 0
        }
        text += progress(status, app)
        return text + "# EOF\n"
    }

    private static func progress(_ status: AppStatus, _ app: String) -> String {
        guard status.daemons.contains(where: { $0.progress != nil }) else { return "" }
        var text = family("daemonapp_progress", "gauge", "How far work has come, in figures of the daemon's own.")
        for daemon in status.daemons {
            for (figure, value) in (daemon.progress ?? [:]).sorted(by: { $0.key < $1.key }) {
                let labels = "\(app),daemon=\"\(escaped(daemon.name))\",figure=\"\(escaped(figure))\""
                text += "daemonapp_progress{\(labels)} \(value)\n"
            }
        }
        return text
    }

    private static func each(
        _ name: String, _ type: String, _ help: String, _ status: AppStatus, unit: String? = nil, suffix: String = "",
        _ value: (DaemonReport) -> Double?
    ) -> String {
        var text = family(name, type, help, unit: unit)
        for daemon in status.daemons {
            guard let value = value(daemon) else { continue }
            let label = "app=\"\(escaped(status.app))\",daemon=\"\(escaped(daemon.name))\""
            let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
            text += "\(name)\(suffix){\(label)} \(number)\n"
        }
        return text
    }

    private static func family(_ name: String, _ type: String, _ help: String, unit: String? = nil) -> String {
        var text = "# TYPE \(name) \(type)\n"
        if let unit { text += "# UNIT \(name) \(unit)\n" }
        return text + "# HELP \(name) \(help)\n"
    }

    private static func escaped(_ label: String) -> String {
        var text = ""
        for scalar in label.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

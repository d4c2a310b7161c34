import Testing

@testable import DaemonAppCLI
@testable import DaemonHost

@Suite struct OpenMetricsTests {
    private func status(_ name: String = "a", nextIn: Double? = 1.5) -> AppStatus {
        var counters = RunCounters()
        counters.worked = 1
        counters.idle = 2
        counters.failed = 3
        counters.units = 40
        let daemon = DaemonReport(
            name: name, type: "SimulatedDaemon", state: .running, counters: counters, failures: 3, interval: 0.25,
            next: nil, nextIn: nextIn, runningFor: nil, last: nil)
        return AppStatus(
            app: "foo", pid: 1, started: "2026-01-01T00:00:00Z", uptime: 12.5, stopping: nil, daemons: [daemon])
    }

    @Test func everySampleHasItsFamilyBeforeIt() {
        let lines = OpenMetrics.text(status()).split(separator: "\n")
        #expect(lines.last == "# EOF")
        var family = ""
        for line in lines.dropLast() {
            if line.hasPrefix("# TYPE ") {
                family = String(line.split(separator: " ")[2])
            } else if !line.hasPrefix("#") {
                #expect(line.hasPrefix("\(family){") || line.hasPrefix("\(family)_total{"), "\(line)")
            }
        }
        let types = lines.filter { $0.hasPrefix("# TYPE ") }
        #expect(Set(types).count == types.count)
    }

    @Test(arguments: [
        #"daemonapp_uptime_seconds{app="foo"} 12.5"#,
        #"daemonapp_runs_total{app="foo",daemon="a",outcome="worked"} 1"#,
        #"daemonapp_runs_total{app="foo",daemon="a",outcome="idle"} 2"#,
        #"daemonapp_runs_total{app="foo",daemon="a",outcome="failed"} 3"#,
        #"daemonapp_work_units_total{app="foo",daemon="a"} 40"#,
        #"daemonapp_failures_in_a_row{app="foo",daemon="a"} 3"#,
        #"daemonapp_interval_seconds{app="foo",daemon="a"} 0.25"#,
        #"daemonapp_next_run_seconds{app="foo",daemon="a"} 1.5"#,
        #"daemonapp_running{app="foo",daemon="a"} 1"#, #"daemonapp_paused{app="foo",daemon="a"} 0"#,
    ])
    func itTells(line: String) {
        #expect(OpenMetrics.text(status()).split(separator: "\n").contains { $0 == line })
    }

    @Test func whatHasNoValueHasNoSample() {
        #expect(!OpenMetrics.text(status(nextIn: nil)).contains("daemonapp_next_run_seconds{"))
    }

    @Test func labelsAreEscaped() {
        #expect(OpenMetrics.text(status("a\"\\\nb")).contains(#"daemon="a\"\\\nb"}"#))
    }
}

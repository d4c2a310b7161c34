import ArgumentParser
import DaemonHost
import Daemons
import ScheduleSimulation
import Scheduling
import ZConfig
import ZConfigFiles

/// `daemonapp simulate`.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays the schedule of a configuration in virtual time.",
        discussion: """
            The scheduler is the one that runs the app; only the clock and the work are made up. No daemon is made and \
            nothing that the configuration names is touched. A workload says what the daemons find, as JSON:

              {"daemons": {"collective": {"arrivals": [[100.0, 25]], "secondsPerUnit": 0.1}},
               "requests": [[12.5, 0.2]], "wakes": [[300.0, "collective"]]}

            EXAMPLES:
              daemonapp simulate app.conf
              daemonapp simulate app.conf --for 1d --workload busy.json
              daemonapp simulate app.conf --format svg > schedule.svg
              daemonapp simulate app.conf --format trace | grep '"event":"stop"'
            """)

    @OptionGroup var file: ConfigurationOptions

    @Option(name: .customLong("for"), help: ArgumentHelp("How much virtual time is played.", valueName: "duration"))
    var duration: String = "1h"

    @Option(help: ArgumentHelp("A file that says what the daemons find.", valueName: "file"), completion: .file())
    var workload: String?

    @Option(help: "Seeds the jitter.")
    var seed: UInt64 = 0

    @Option(help: "What is printed: a table, the trace as JSON lines, or a timeline as SVG.")
    var format: SimulationFormat = .table

    func validate() throws {
        _ = try end
    }

    func run() throws {
        let app = SimulatedApp(try AppLoader.load(file))
        var simulation = Simulation(app, try readWorkload(app), until: try end, seed: seed)
        switch format {
        case .trace:
            var output = OutputBuffer()
            simulation.run { output.append(line: $0.json) }
            output.flush()
        case .table:
            var table = SimulationTable(app)
            simulation.run { table.record($0) }
            StandardStreams.write(table.text(isColourful: StandardStreams.isColourful(1)), to: 1)
        case .svg:
            var timeline = Timeline(app)
            simulation.run { timeline.record($0) }
            StandardStreams.write(timeline.svg, to: 1)
        }
    }

    private var end: Instant {
        get throws {
            do {
                let length = try Datatype.timedelta.convert(duration)
                guard length.nanoseconds >= 0 else { throw ValidationError("--for must not be negative.") }
                return Instant(Nanoseconds(length.nanoseconds))
            } catch let error as ConversionError {
                throw ValidationError("--for \(duration): \(error.message)")
            }
        }
    }

    private func readWorkload(_ app: SimulatedApp) throws -> Workload {
        guard let workload else { return Workload() }
        do {
            let bytes = try BoundedFile.read(workload, atMost: FileResources.limit)
            return try WorkloadFile.read(bytes, daemons: Set(app.daemons.map(\.name)))
        } catch let error as FileError {
            StandardStreams.printErrorLine("\(workload): \(error)")
            throw ExitCode.noInput
        } catch {
            StandardStreams.printErrorLine("\(workload): \(error)")
            throw ExitCode.badWorkload
        }
    }
}

/// What a simulation prints.
enum SimulationFormat: String, CaseIterable, ExpressibleByArgument {
    case table, trace, svg
}

extension SimulatedApp {
    /// The app of a configuration.
    init(_ configuration: AppConfiguration) {
        self.init(
            name: configuration.name,
            parameters: configuration.parameters,
            daemons: configuration.daemons.flatMap { daemon in
                [Daemon(daemon.name, daemon.schedule)]
                    + daemon.templates.map { Daemon("\(daemon.name)/\($0.name)", $0.schedule) }
            })
    }
}

extension SimulatedApp.Daemon {
    fileprivate init(_ name: String, _ schedule: DaemonSchedule) {
        self.init(name: name, parameters: schedule.parameters, recordCount: schedule.recordCount)
    }
}

import ScheduleSimulation
import Scheduling

/// Reads a workload from JSON.
enum WorkloadFile {
    /// The most units of work that may arrive in all.
    static let mostUnits = 10_000_000

    /// Reads a workload for an app.
    /// - Throws: ``InputError`` for anything that is not a workload of these daemons.
    static func read(_ bytes: [UInt8], daemons: Set<String>) throws -> Workload {
        let json = try JSONParser.parse(bytes)
        var workload = Workload()
        var units = 0
        for (key, value) in try json.object("the workload") {
            switch key {
            case "daemons":
                for (name, daemon) in try value.object("daemons") {
                    guard daemons.contains(name) else { throw InputError.unknownDaemon(name) }
                    workload.daemons[name] = try read(daemon, "daemons.\(name)", &units)
                }
            case "requests":
                workload.requests = try value.pairs("requests").map { place, start, length in
                    Workload.Request(
                        start: Instant(try start.seconds(place)), length: try length.seconds(place))
                }
            case "wakes":
                workload.wakes = try value.pairs("wakes").map { place, at, daemon in
                    let name = try daemon.string(place)
                    guard daemons.contains(name) else { throw InputError.unknownDaemon(name) }
                    return Workload.Wake(at: Instant(try at.seconds(place)), daemon: name)
                }
            default:
                throw InputError("unknown key '\(key)'; a workload has daemons, requests and wakes")
            }
        }
        return workload
    }

    private static func read(_ json: JSONText, _ place: String, _ units: inout Int) throws -> DaemonWorkload {
        var daemon = DaemonWorkload()
        for (key, value) in try json.object(place) {
            let place = "\(place).\(key)"
            switch key {
            case "arrivals":
                for (place, at, count) in try value.pairs(place) {
                    let count = try count.whole(place)
                    units += min(count, mostUnits + 1)
                    guard units <= mostUnits else {
                        throw InputError("\(place): more than \(mostUnits) units of work in all")
                    }
                    daemon.arrivals.append(.init(at: Instant(try at.seconds(place)), units: count))
                }
            case "secondsPerUnit": daemon.timePerUnit = try value.seconds(place)
            case "secondsWhenIdle": daemon.timeWhenIdle = try value.seconds(place)
            case "failingRuns": daemon.failingRuns = Set(try value.array(place).map { try $0.whole(place) })
            case "doneAfterRuns": daemon.doneAfterRuns = try value.whole(place)
            default:
                throw InputError(
                    "\(place): unknown key; a daemon has arrivals, secondsPerUnit, secondsWhenIdle, failingRuns and "
                        + "doneAfterRuns")
            }
        }
        return daemon
    }
}

extension InputError {
    static func unknownDaemon(_ name: String) -> InputError {
        InputError("there is no daemon '\(name)' in the configuration")
    }
}

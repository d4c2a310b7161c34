import ScheduleSimulation
import Scheduling

/// Small numbers, so that instants meet and rules are tied.
extension AppParameters {
    static func random(using random: inout SplitMix64) -> AppParameters {
        AppParameters(
            concurrency: .random(in: 1...3, using: &random),
            stayAliveFor: Int.random(in: 0...5, using: &random) > 0 ? .random(100...400, using: &random) : .zero,
            shutdownAfter: .maybe(20, 50...400, using: &random),
            shutdownIfIdle: .maybe(50, 0...25, using: &random),
            gracePeriod: .random(0...15, using: &random),
            maximumRequests: Int.random(in: 0...2, using: &random) == 0 ? .random(in: 1...40, using: &random) : nil)
    }
}

extension DaemonParameters {
    static func random(using random: inout SplitMix64) -> DaemonParameters {
        let runEvery = Nanoseconds.random(1...15, using: &random)
        return DaemonParameters(
            runEvery: runEvery,
            increaseIdleBy: .random(0...5, using: &random),
            multiplyIdleBy: Multiplier([1, 1, 1.5, 1.333333, 2].randomElement(using: &random)!),
            maximumIdle: Nanoseconds.maybe(50, 0...30, using: &random).map { $0 + runEvery },
            minimumIdle: Bool.random(using: &random) ? .random(0...Int(runEvery.count), using: &random) : nil,
            priority: .random(in: -1...1, using: &random),
            startAfter: .random(0...10, using: &random),
            jitter: Jitter([0, 0, 0.25, 1].randomElement(using: &random)!),
            runTimeout: .maybe(40, 1...8, using: &random),
            maximumWait: .maybe(40, 0...12, using: &random),
            whenQuietFor: .maybe(30, 0...15, using: &random),
            floor: Int.random(in: 0...4, using: &random) == 0 ? .own : .shared,
            failureLimit: Bool.random(using: &random) ? .random(in: 1...3, using: &random) : nil)
    }
}

extension RunOutcome {
    static func random(around now: Int, using random: inout SplitMix64) -> RunOutcome {
        let named =
            Int.random(in: 0...3, using: &random) == 0 ? at((now + .random(in: -3...40, using: &random)).ns) : nil
        return switch Int.random(in: 0...40, using: &random) {
        case 0: .done
        case 1...10: .failed
        case 11...24: .worked(next: named)
        default: .idle(next: named)
        }
    }
}

extension Nanoseconds {
    static func random(_ range: ClosedRange<Int>, using random: inout SplitMix64) -> Nanoseconds {
        Int.random(in: range, using: &random).ns
    }

    /// A length with that probability in percent; else nil.
    static func maybe(_ percent: Int, _ range: ClosedRange<Int>, using random: inout SplitMix64) -> Nanoseconds? {
        Int.random(in: 0..<100, using: &random) < percent ? .random(range, using: &random) : nil
    }
}

extension SimulatedApp {
    /// The name of a daemon begins with its floor.
    static func random(using random: inout SplitMix64) -> SimulatedApp {
        let daemons = (0..<Int.random(in: 1...6, using: &random)).map { number in
            let parameters = DaemonParameters.random(using: &random)
            let recordCount = Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil
            return Daemon(name: "\(parameters.floor)\(number)", parameters: parameters, recordCount: recordCount)
        }
        return SimulatedApp(name: "foo", parameters: .random(using: &random), daemons: daemons)
    }
}

extension Workload {
    static func random(_ app: SimulatedApp, using random: inout SplitMix64) -> Workload {
        var workload = Workload()
        for daemon in app.daemons {
            workload.daemons[daemon.name] = DaemonWorkload(
                arrivals: (0..<9).map { _ in (.random(0...150, using: &random), .random(in: 0...4, using: &random)) },
                perUnit: .random(0...4, using: &random), whenIdle: .random(0...4, using: &random),
                failing: Set((0..<5).map { _ in .random(in: 1...20, using: &random) }),
                doneAfter: .random(in: 0...3, using: &random) == 0 ? .random(in: 1...20, using: &random) : nil)
            workload.wakes.append(Wake(at: at(.random(0...150, using: &random)), daemon: daemon.name))
        }
        if Bool.random(using: &random) {
            workload.requests = (0..<12).map { _ in
                Request(start: at(.random(0...150, using: &random)), length: .random(0...9, using: &random))
            }
        }
        return workload
    }
}

// The scheduler alone, doing the work of Peers/heap.c: the earliest of many timers is taken out and put back.
//
//     scheduler-bench DAEMONS EVENTS
//
// Prints one line of JSON, as that does. One event is a run: it starts, ends idle, and the daemon is queued for its
// next due time. `bytesPerDaemon` is what the process has grown by, for each daemon.

import Glibc
import Scheduling

guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[1]), count > 0,
    let events = Int(CommandLine.arguments[2]), events > 0
else {
    print("usage: scheduler-bench DAEMONS EVENTS")
    exit(64)
}
measure(daemons: count, events: events)

func measure(daemons count: Int, events: Int) {
    var random = SplitMix64(seed: 42)
    var jitter = SplitMix64(seed: 0)
    let before = residentBytes()
    var scheduler = Scheduler(AppParameters())
    scheduler.reserveCapacity(count)
    for _ in 0..<count {
        let interval = 1_000_000 * Int64(1 + random.next() % 1000)
        let first = Int64(random.next() % UInt64(interval))
        _ = scheduler.add(DaemonParameters(runEvery: Nanoseconds(interval), startAfter: Nanoseconds(first)))
    }

    let (cpu, wall) = (cpuSeconds(), wallSeconds())
    var now = Instant.start
    var lastDue = Instant.start
    var done = 0
    while done < events {
        switch scheduler.next(at: now) {
        case .run(let daemon, let due):
            lastDue = due
            scheduler.finished(daemon, .idle(), at: due, jitter: &jitter)
            done += 1
        case .wait(let instant): now = instant
        case .cancel, .beginStop, .stop: fatalError("the app has no reason to stop")
        }
    }
    let used = cpuSeconds() - cpu
    let lasted = wallSeconds() - wall
    let bytes = Double(residentBytes() - before) / Double(count)
    print(
        #"{"events":\#(events),"cpu":\#(used),"wall":\#(lasted),"lastDue":\#(lastDue.sinceStart.count),"bytesPerDaemon":\#(bytes)}"#
    )
}

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

func wallSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// The memory of the process that is in use, as `/proc/self/statm` has it.
func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var (size, resident) = (0, 0)
    withUnsafeMutablePointer(to: &size) { size in
        withUnsafeMutablePointer(to: &resident) { resident in
            _ = withVaList([size, resident]) { vfscanf(file, "%ld %ld", $0) }
        }
    }
    return resident * Int(sysconf(Int32(_SC_PAGESIZE)))
}

import Scheduling
public import ZConfig

extension ScheduleKeys {
    /// Reads the keys of a section; what is wrong goes to the collector, and then there is no schedule.
    public func read(_ section: Section, _ errors: inout ErrorCollector) -> DaemonSchedule? {
        let known = errors.count
        let interval = errors.read(runEvery, section).map { Nanoseconds($0.nanoseconds) }
        var parameters = DaemonParameters(
            runEvery: interval ?? .seconds(1),
            increaseIdleBy: errors.read(increaseIdleBy, section).map { Nanoseconds($0.nanoseconds) } ?? .zero,
            multiplyIdleBy: errors.read(multiplyIdleBy, section).map { Multiplier($0) } ?? .one)
        if let value = errors.readIfPresent(maximumIdle, section) {
            parameters.maximumIdle = Nanoseconds(value.nanoseconds)
            if let interval, parameters.maximumIdle < interval {
                errors.record(section.error(.conversion, at: maximumIdle.name, "MaximumIdle must be at least RunEvery"))
            }
        }
        if let value = errors.readIfPresent(minimumIdle, section) {
            parameters.minimumIdle = Nanoseconds(value.nanoseconds)
            if let interval, parameters.minimumIdle > interval {
                errors.record(section.error(.conversion, at: minimumIdle.name, "MinimumIdle must be at most RunEvery"))
            }
        }
        parameters.priority = errors.read(priority, section).flatMap { Int64(exactly: $0) } ?? 0
        parameters.startAfter = errors.read(startAfter, section).map { Nanoseconds($0.nanoseconds) } ?? .zero
        parameters.jitter = errors.read(jitter, section).map { Jitter($0) } ?? .none
        parameters.runTimeout = errors.readIfPresent(runTimeout, section).map { Nanoseconds($0.nanoseconds) }
        parameters.maximumWait = errors.readIfPresent(maximumWait, section).map { Nanoseconds($0.nanoseconds) }
        parameters.whenQuietFor = errors.readIfPresent(whenQuietFor, section).map { Nanoseconds($0.nanoseconds) }
        parameters.floor = errors.read(floor, section) ?? .shared
        parameters.failureLimit = errors.readIfPresent(failureLimit, section).map { UInt32(clamping: $0) }
        let schedule = DaemonSchedule(
            parameters,
            recordCount: errors.readIfPresent(recordCount, section).map { Int(clamping: $0) },
            logLevel: errors.readIfPresent(logLevel, section),
            lockFile: errors.readIfPresent(lockFile, section),
            onFailure: errors.readIfPresent(onFailure, section),
            catchUp: errors.read(catchUp, section) ?? .last)
        return errors.count == known ? schedule : nil
    }
}

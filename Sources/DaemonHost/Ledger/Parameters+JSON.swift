import Scheduling

extension DaemonParameters {
    /// The parameters as a JSON object, named as the keys are; those that are as by default are left out.
    var json: String {
        let usual = DaemonParameters(runEvery: runEvery, increaseIdleBy: increaseIdleBy, multiplyIdleBy: multiplyIdleBy)
        var object = JSONMembers()
        object.add("RunEvery", runEvery)
        if increaseIdleBy != .zero { object.add("IncreaseIdleBy", increaseIdleBy) }
        if multiplyIdleBy != .one { object.add("MultiplyIdleByMillionths", multiplyIdleBy.millionths) }
        if maximumIdle != usual.maximumIdle { object.add("MaximumIdle", maximumIdle) }
        if minimumIdle != usual.minimumIdle { object.add("MinimumIdle", minimumIdle) }
        if priority != usual.priority { object.add("Priority", priority) }
        if jitter != .none {
            object.add("JitterSignificand", Int64(jitter.significand))
            object.add("JitterScale", Int64(jitter.scale))
        }
        if let runTimeout { object.add("RunTimeout", runTimeout) }
        if let maximumWait { object.add("MaximumWait", maximumWait) }
        if let whenQuietFor { object.add("WhenQuietFor", whenQuietFor) }
        if floor != usual.floor { object.add("Floor", text: floor.rawValue) }
        if let failureLimit { object.add("FailureLimit", Int64(failureLimit)) }
        return object.text
    }
}

extension AppParameters {
    /// The parameters as a JSON object, named as the keys are; those that are as by default are left out.
    var json: String {
        let usual = AppParameters()
        var object = JSONMembers()
        if concurrency != usual.concurrency { object.add("Concurrency", Int64(concurrency)) }
        if stayAliveFor != usual.stayAliveFor { object.add("StayAliveFor", stayAliveFor) }
        if let shutdownAfter { object.add("ShutdownAfter", shutdownAfter) }
        if let shutdownIfIdle { object.add("ShutdownIfIdle", shutdownIfIdle) }
        if gracePeriod != usual.gracePeriod { object.add("GracePeriod", gracePeriod) }
        if let maximumRequests { object.add("MaximumRequests", maximumRequests) }
        return object.text
    }
}

/// The members of a JSON object, in the order in which they are added.
private struct JSONMembers {
    private var members = ""

    mutating func add(_ key: String, _ length: Nanoseconds) {
        begin(key)
        members.append(seconds: length)
    }

    mutating func add(_ key: String, _ number: Int64) {
        begin(key)
        members += String(number)
    }

    mutating func add(_ key: String, text: String) {
        begin(key)
        members.append(jsonString: text)
    }

    private mutating func begin(_ key: String) {
        if !members.isEmpty { members += "," }
        members += "\"\(key)\":"
    }

    var text: String { "{\(members)}" }
}

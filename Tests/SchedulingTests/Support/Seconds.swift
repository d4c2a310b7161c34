import Scheduling

extension Int {
    /// So many seconds.
    var s: Nanoseconds { .seconds(Int64(self)) }
    /// So many nanoseconds.
    var ns: Nanoseconds { Nanoseconds(Int64(self)) }
}

extension Double {
    /// So many seconds, to the nearest nanosecond.
    var s: Nanoseconds { Nanoseconds(Int64((self * 1_000_000_000).rounded())) }
}

/// The instant so long after the start of the app.
func at(_ sinceStart: Nanoseconds) -> Instant {
    Instant(sinceStart)
}

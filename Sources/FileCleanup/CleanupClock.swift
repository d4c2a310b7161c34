import CLinux
import Glibc

/// What the wall clock says, in nanoseconds since 1970.
struct CleanupClock: Sendable {
    let now: @Sendable () -> Int64

    /// The system's.
    static let system = CleanupClock {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

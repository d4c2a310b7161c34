import Glibc

/// The environment of the process.
enum ProcessEnvironment {
    /// The value of a variable; nil if it is not set.
    @Sendable
    static func value(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}

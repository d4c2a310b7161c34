import Glibc
public import ZConfig

/// How `asctime` is written: by strftime(3), in the zone of the process.
public struct TimeFormat: Sendable {
    private static let room = 1024
    private let format: String

    /// A form of times.
    /// - Parameter format: empty for Python's own, with milliseconds after a comma.
    /// - Throws: that the times it makes are too long.
    public init(_ format: String) throws(ConversionError) {
        self.format = format
        // No name of a month or a day is as long as what is left.
        guard let length = TimeFormat.bytes(format, LogTime(seconds: 0))?.count, length < TimeFormat.room - 256 else {
            throw ConversionError("\(format.quoted) makes times that are too long")
        }
    }

    func text(of time: LogTime) -> String {
        guard format.isEmpty else {
            return TimeFormat.bytes(format, time).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        let seconds = TimeFormat.bytes("%Y-%m-%d %H:%M:%S", time).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let milliseconds = String(time.milliseconds)
        return seconds + "," + String(repeating: "0", count: 3 - milliseconds.utf8.count) + milliseconds
    }

    /// Nil if they do not fit.
    private static func bytes(_ format: String, _ time: LogTime) -> ArraySlice<UInt8>? {
        var seconds = time_t(time.seconds)
        var clock = unsafe tm()
        guard unsafe localtime_r(&seconds, &clock) != nil else { return [] }
        var buffer = [CChar](repeating: 0, count: room)
        // One character more, since a time may well be empty.
        let count = unsafe strftime(&buffer, buffer.count, format + ".", &clock)
        return count == 0 ? nil : buffer[..<(count - 1)].map { UInt8(bitPattern: $0) }[...]
    }
}

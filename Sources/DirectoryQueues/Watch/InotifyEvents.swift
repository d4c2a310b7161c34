import Glibc

/// What inotify(7) tells.
struct InotifyEvent: Sendable, Hashable {
    /// The watch.
    var watch: Int32
    /// What has happened.
    var mask: UInt32
    /// The name that it has happened to; empty for the watched directory itself.
    var name: [UInt8]

    /// The events that were read together.
    ///
    /// Each has a watch, a mask, a cookie and the length of a name, 4 bytes each in the order of the machine, then the
    /// name, filled up with zeros. What is cut off is left out.
    static func parse(_ bytes: [UInt8]) -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var rest = bytes[...]
        while rest.count >= 16 {
            let length = Int(number(rest.dropFirst(12)))
            guard rest.count >= 16 + length else { break }
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            events.append(
                InotifyEvent(
                    watch: Int32(bitPattern: number(rest)), mask: number(rest.dropFirst(4)), name: Array(name)))
            rest = rest.dropFirst(16 + length)
        }
        return events
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let number = bytes.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return UInt32(littleEndian: number)
    }

    /// Whether one of some things has happened.
    func isAny(of flags: CInt...) -> Bool {
        flags.contains { mask & UInt32(bitPattern: $0) != 0 }
    }
}

import Glibc

/// What `/proc` says about the processes of the system, `proc(5)`.
enum ProcessTable {
    /// Whether a process group has a living member other than a given process. True if it cannot be told.
    ///
    /// `/proc` is listed by rising process numbers. So a member that ends while it is listed is missed, but not the
    /// ones that it started before.
    static func hasMembers(ofGroup group: pid_t, besides exception: pid_t) -> Bool {
        guard let directory = unsafe opendir("/proc") else { return true }
        defer { unsafe closedir(directory) }
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let process = pid_t(name), process != exception, let line = statusLine(of: process) else { continue }
            if line.group == group, line.isAlive { return true }
        }
        return false
    }

    private static func statusLine(of process: pid_t) -> StatusLine? {
        let descriptor = unsafe open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return unsafe withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
            let count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
            return count > 0 ? unsafe StatusLine(buffer.prefix(count)) : nil
        }
    }

    /// The first fields of `/proc/PID/stat`.
    struct StatusLine: Hashable {
        /// False of a process that has ended and waits to be reaped.
        let isAlive: Bool
        /// The process's group.
        let group: pid_t

        /// A line as the system writes it: number, name in parentheses, state, parent, group and more. The name may
        /// itself hold spaces and parentheses.
        init?(_ line: some BidirectionalCollection<UInt8>) {
            guard let parenthesis = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
            let fields = line[line.index(after: parenthesis)...].split(separator: UInt8(ascii: " "), maxSplits: 3)
            guard fields.count >= 3, let group = pid_t(String(decoding: fields[2], as: UTF8.self)) else { return nil }
            isAlive = !fields[0].elementsEqual("Z".utf8) && !fields[0].elementsEqual("X".utf8)
            self.group = group
        }
    }
}

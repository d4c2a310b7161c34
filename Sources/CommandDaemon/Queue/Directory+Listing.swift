import Daemons
import Glibc
import SystemPackage

extension Directory {
    /// A part of the files of a queue.
    struct Page: Sendable {
        /// The files in the order of service.
        var files: [QueuedFile]
        /// Whether there are more that come later.
        var isCut: Bool
        /// Entries that cannot be examined, and why; the first of them.
        var unreadable: [FileName: Errno]
    }

    /// The files that wait in the queue: regular files whose names do not begin with a dot.
    ///
    /// However many there are, no more are held in memory than asked for.
    /// - Parameters:
    ///   - count: how many files are wanted.
    ///   - predecessor: only those that come after it; nil: from the first on.
    func waitingFiles(_ count: Int, after predecessor: QueuedFile?) throws(QueueError) -> Page {
        var oldest = OldestFiles(count, after: predecessor)
        var unreadable: [FileName: Errno] = [:]
        try forEachEntry { name, type throws(QueueError) in
            guard type == CInt(DT_REG) || type == CInt(DT_UNKNOWN), !name.isHidden else {
                return true
            }
            do throws(Errno) {
                let status = try status(of: name)
                let time = status.st_mtim
                if status.isRegular {
                    oldest.add(QueuedFile(seconds: time.tv_sec, nanoseconds: time.tv_nsec, name: name))
                }
            } catch {
                if error != .noSuchFileOrDirectory, unreadable.count < 100 { unreadable[name] = error }
            }
            return true
        }
        return Page(files: oldest.sorted, isCut: oldest.isCut, unreadable: unreadable)
    }
}

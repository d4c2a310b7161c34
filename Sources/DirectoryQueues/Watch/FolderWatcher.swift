import Daemons
import CLinux
import EventLoopServices
import Glibc
import Synchronization
import SystemPackage

/// Has the system tell of new queues and new files, on a thread of its own that sleeps until there is one.
///
/// It has one descriptor for any number of queues. A watch is put before its directory is read, so that nothing gets lost
/// in between.
final class FolderWatcher: Sendable {
    private let inotify: Inotify

    /// Starts the thread.
    /// - Parameters:
    ///   - patterns: the names of the queues.
    ///   - onChange: the directory of the queues has changed. Called on the thread.
    ///   - onWork: the queue that is called so may have something to do. Called on the thread.
    /// - Throws: what the system says if it has no such thing to give.
    init(
        _ patterns: NamePatterns, onChange: @escaping @Sendable () -> Void,
        onWork: @escaping @Sendable (String) -> Void
    ) throws(Errno) {
        let inotify = try Inotify(patterns)
        self.inotify = inotify
        let isStarted = DetachedThread.start(named: "daemonapp-files") { inotify.serve(onChange, onWork) }
        guard isStarted else { throw .resourceTemporarilyUnavailable }
    }

    deinit {
        inotify.close()
    }

    /// Watches the directory of the queues, also where its path leads to another one than before. May block.
    func watch(_ base: FilePath) throws(Errno) {
        try inotify.watch(base)
    }

    /// Watches some queues and no others. May block.
    /// - Returns: those that are watched from now on, and those that cannot be, with what the system says of one of them.
    func watch(_ folders: [QueueFolder], in base: FilePath) -> (
        new: [QueueFolder], failure: (count: Int, cause: Errno)?
    ) {
        inotify.watch(folders, in: base)
    }
}

/// The descriptor, the table of its watches, and the thread's way to its end.
private final class Inotify: Sendable {
    private let descriptor: CInt
    private let closing: CInt
    private let table: Mutex<WatchTable>

    init(_ patterns: NamePatterns) throws(Errno) {
        let descriptor = inotify_init1(CInt(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        let closing = clinux_event()
        guard closing >= 0 else {
            let cause = Errno(rawValue: errno)
            Glibc.close(descriptor)
            throw cause
        }
        (self.descriptor, self.closing) = (descriptor, closing)
        table = Mutex(WatchTable(patterns))
    }

    deinit {
        Glibc.close(descriptor)
        Glibc.close(closing)
    }

    func close() {
        clinux_event_signal(closing)
    }

    func watch(_ base: FilePath) throws(Errno) {
        let events =
            IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR
        // The system has one watch for a directory: where it is the same as before, nothing changes.
        let old = try table.withLock { table throws(Errno) in table.setBase(try add(base, UInt32(events))) }
        if let old { inotify_rm_watch(descriptor, old) }
    }

    func watch(_ folders: [QueueFolder], in base: FilePath) -> (
        new: [QueueFolder], failure: (count: Int, cause: Errno)?
    ) {
        let (missing, gone) = table.withLock { table in
            (folders.filter { !table.isWatched($0) }, table.removeAll(except: Set(folders)))
        }
        for watch in gone { inotify_rm_watch(descriptor, watch) }
        var new: [QueueFolder] = []
        var failure: (count: Int, cause: Errno)?
        for folder in missing {
            do throws(Errno) {
                // The table is locked, so that what the thread reads of the watch has to wait until it knows it.
                let isWatched = try table.withLock { table throws(Errno) in try watch(folder, in: base, &table) }
                if isWatched { new.append(folder) }
            } catch {
                // One that has gone meanwhile is the next run's business.
                if error != .noSuchFileOrDirectory, error != .notDirectory {
                    failure = ((failure?.count ?? 0) + 1, error)
                }
            }
        }
        return (new, failure)
    }

    private func watch(
        _ folder: QueueFolder, in base: FilePath, _ table: inout WatchTable
    ) throws(Errno) -> Bool {
        // Files that are finished: renamed to their name, or closed after writing.
        let events = IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR | IN_DONT_FOLLOW
        let watch = try add(base.appending(folder.name), UInt32(events))
        guard QueueFolders.isThere(folder, in: base) else {
            // Another directory has its name by now, which is the next run's business.
            inotify_rm_watch(descriptor, watch)
            return false
        }
        table.add(watch, for: folder)
        return true
    }

    private func add(_ path: FilePath, _ events: UInt32) throws(Errno) -> Int32 {
        let watch = unsafe path.withPlatformString { unsafe inotify_add_watch(descriptor, $0, events) }
        guard watch >= 0 else { throw Errno(rawValue: errno) }
        return watch
    }

    /// Tells of events until it is closed.
    func serve(_ onChange: () -> Void, _ onWork: (String) -> Void) {
        var polls = [descriptor, closing].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            unsafe poll(&polls, 2, -1)
            if polls[1].revents != 0 { return }
            let events = InotifyEvent.parse(readEvents())
            let consequence = table.withLock { $0.take(events) }
            if consequence.concernsManager { onChange() }
            for queue in consequence.queues.sorted() { onWork(queue) }
        }
    }

    private func readEvents() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = unsafe max(read(descriptor, buffer.baseAddress, buffer.count), 0)
        }
    }
}

import Glibc
import Testing

/// A folder of a test, with files in it, that goes with the test.
final class TestTree: Sendable {
    /// The folder.
    let path: String

    /// - Parameter parent: where it is made.
    init(in parent: String = "/tmp") throws {
        var template = Array("\(parent)/cleanup-tests-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        path = unsafe try String(cString: #require(made))
    }

    deinit {
        let pid = TestTree.start(["/bin/rm", "-rf", path])
        waitpid(pid, nil, 0)
    }

    private static func start(_ words: [String]) -> pid_t {
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let status = unsafe posix_spawn(&pid, words[0], nil, nil, &arguments, environ)
        precondition(status == 0)
        return pid
    }

    /// The path of an entry.
    func path(_ name: String) -> String { "\(path)/\(name)" }

    func makeDirectory(_ name: String) {
        unsafe mkdir(path(name), 0o755)
    }

    /// Makes a file of zero bytes.
    /// - Parameter time: when it was modified, in nanoseconds since 1970; nil: now.
    func makeFile(_ name: String, size: Int = 0, time: Int64? = nil) {
        let file = unsafe open(path(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        if size > 0 { ftruncate(file, size) }
        close(file)
        if let time { set(name, time: time) }
    }

    func makeLink(_ name: String, to target: String, time: Int64? = nil) {
        unsafe symlink(target, path(name))
        if let time { set(name, time: time) }
    }

    func makeFIFO(_ name: String) {
        unsafe mkfifo(path(name), 0o644)
    }

    func remove(_ name: String) {
        unsafe _ = Glibc.remove(path(name))
    }

    /// Sets when an entry was modified, and read.
    func set(_ name: String, time: Int64) {
        let time = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
        let times = [time, time]
        unsafe utimensat(AT_FDCWD, path(name), times, AT_SYMLINK_NOFOLLOW)
    }

    func exists(_ name: String) -> Bool {
        var status = stat()
        return unsafe lstat(path(name), &status) == 0
    }

    /// The paths of all entries below the folder, sorted.
    var entries: [String] { TestTree.entries(path, "").sorted() }

    private static func entries(_ root: String, _ prefix: String) -> [String] {
        guard let directory = unsafe opendir(root) else { return [] }
        defer { unsafe closedir(directory) }
        var entries: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            entries.append(prefix + name)
            if unsafe CInt(entry.pointee.d_type) == CInt(DT_DIR) {
                entries += TestTree.entries("\(root)/\(name)", prefix + name + "/")
            }
        }
        return entries
    }
}

/// The time of the system, in nanoseconds since 1970.
func systemTime() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// So many seconds in nanoseconds.
func seconds(_ count: Int) -> Int64 { Int64(count) * 1_000_000_000 }

extension TestTree {
    func isDirectory(_ name: String) -> Bool {
        var status = stat()
        return unsafe lstat(path(name), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Waits until what is made bears a later time than what has been made.
    func awaitTick() {
        let probe = "\(path).probe"
        defer { unsafe unlink(probe) }
        var first: timespec?
        while true {
            unsafe unlink(probe)
            close(unsafe open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
            var status = stat()
            unsafe lstat(probe, &status)
            guard let start = first else {
                first = status.st_ctim
                continue
            }
            if (status.st_ctim.tv_sec, status.st_ctim.tv_nsec) > (start.tv_sec, start.tv_nsec) { return }
        }
    }
}

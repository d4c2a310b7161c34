import DaemonAppTesting
import Glibc
import Testing

/// A folder that goes with the test.
@Suite struct TemporaryFolderTests {
    @Test func goesWithAllThatIsInIt() throws {
        var folder: TemporaryFolder? = try TemporaryFolder()
        let path = try #require(folder?.path)
        var status = stat()
        #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(unsafe mkdir(path + "/in", 0o755) == 0 && mkfifo(path + "/in/fifo", 0o600) == 0)
        #expect(unsafe symlink("/tmp", path + "/in/link") == 0)
        // A name that is no text.
        let name = Array(path.utf8CString.dropLast()) + [0x2F, CChar(bitPattern: 0xFF), 0]
        #expect(unsafe mkdir(name, 0o755) == 0)
        #expect(folder?["in"] == path + "/in")
        folder = nil
        #expect(unsafe access(path, F_OK) != 0)
        #expect(unsafe access("/tmp", F_OK) == 0)
    }
}

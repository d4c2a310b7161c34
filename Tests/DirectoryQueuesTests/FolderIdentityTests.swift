import DaemonAppTesting
import Glibc
import SystemPackage
import Testing

@testable import DirectoryQueues

/// Which directory a queue is.
@Suite struct FolderIdentityTests {
    @Test func theInodeIsWhatLasts() throws {
        let folder = try TemporaryFolder()
        let base = FilePath(folder.path)
        #expect(unsafe mkdir(folder["alice"], 0o755) == 0)
        var status = stat()
        #expect(unsafe stat(folder["alice"], &status) == 0)
        let folders = try QueueFolders.all(in: base, NamePatterns(match: [], exclude: []))
        #expect(folders.map(\.inode) == [UInt64(status.st_ino)])
        #expect(folders.allSatisfy { QueueFolders.isThere($0, in: base) })
    }
}

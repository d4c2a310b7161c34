import Glibc
import SystemPackage
import Testing

@testable import DirectoryQueues

/// Which directory a queue is.
@Suite struct FolderIdentityTests {
    @Test func theInodeIsWhatLasts() throws {
        var template = Array("/tmp/daemonapp-folders-XXXXXX".utf8CString)
        try #require(unsafe mkdtemp(&template) != nil)
        let base = FilePath(platformString: template)
        defer { for path in [base.appending("alice"), base] { unsafe rmdir(path.string) } }
        #expect(unsafe mkdir(base.appending("alice").string, 0o755) == 0)
        var status = stat()
        #expect(unsafe stat(base.appending("alice").string, &status) == 0)
        let folders = try QueueFolders.all(in: base, NamePatterns(match: [], exclude: []))
        #expect(folders.map(\.inode) == [UInt64(status.st_ino)])
        #expect(folders.allSatisfy { QueueFolders.isThere($0, in: base) })
    }
}

import Glibc
import SystemPackage
import Testing

@testable import CommandDaemon

@Suite struct SystemTests {
    @Test(arguments: [
        ("12 (sh) S 1 34 34 0 -1", 34, true),
        ("12 (a) Z (b) S 1 35 35 0 -1", 35, true),
        ("12 (x) Z 1 36 36 0 -1", 36, false),
        ("12 (x y) X 1 37", 37, false),
    ])
    func readsStatusLines(line: String, group: pid_t, isAlive: Bool) throws {
        let status = try #require(ProcessTable.StatusLine(Array(line.utf8)))
        #expect(status.group == group)
        #expect(status.isAlive == isAlive)
    }

    @Test(arguments: ["", "12 (sh", "12 (sh) S", "12 (sh) S 1", "12 (sh) S 1 x"])
    func refusesOtherStatusLines(line: String) {
        #expect(ProcessTable.StatusLine(Array(line.utf8)) == nil)
    }

    @Test func findsTheMembersOfAGroup() {
        #expect(ProcessTable.hasMembers(ofGroup: getpgrp(), besides: 0))
        #expect(!ProcessTable.hasMembers(ofGroup: .max, besides: 0))
    }

    @Test func findsPrograms() throws {
        let fixture = try CommandFixture()
        let (first, second) = ("\(fixture.folder)/a", "\(fixture.folder)/b")
        unsafe mkdir(first, 0o755)
        unsafe mkdir(second, 0o755)
        unsafe mkdir("\(first)/job", 0o755)
        let job = try fixture.file("b/job", "#!/bin/sh\n")
        try fixture.file("a/data", "", mode: 0o644)
        #expect(try ProgramLookup.path(of: "job", searchPath: ":.:/none:\(first):\(second)") == job)
        #expect(try ProgramLookup.path(of: "x/job", searchPath: "") == "x/job")
        #expect(throws: Errno.noSuchFileOrDirectory) { try ProgramLookup.path(of: "none", searchPath: "/bin") }
        #expect(throws: Errno.permissionDenied) { try ProgramLookup.path(of: "data", searchPath: "\(first):\(second)") }
        #expect(ProgramLookup.obstacle(toWorkingIn: first) == nil)
        #expect(ProgramLookup.obstacle(toWorkingIn: job) == .notDirectory)
        #expect(ProgramLookup.obstacle(toWorkingIn: "/none") == .noSuchFileOrDirectory)
    }

    @Test func looksUpUsers() throws {
        let root = try #require(try UserIdentity(named: "root"))
        #expect(root.user == 0)
        #expect(root.group == 0)
        #expect(root.groups.contains(0))
        #expect(try UserIdentity(named: "no-such-user-here") == nil)
    }

    @Test func aReleasedGroupGetsNoSignals() {
        let group = ProcessGroup()
        group.release()
        group.lead(by: getpid())
        group.terminate()
        group.kill()
        #expect(!group.hasSurvivors)
    }
}

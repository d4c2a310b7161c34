import DaemonHost
import Daemons
import Scheduling
import SystemPackage
import Testing
import ZConfig

@testable import FileCleanup

/// What a section may say.
@Suite struct KeyTests {
    private func read(_ lines: String) throws -> (CleanupSettings?, [String]) {
        let schema = try AppSchema([FileCleaner.type])
        let text = "<DaemonApp foo>\n<FileCleanup c>\nRunEvery 5m\n\(lines)\n</FileCleanup>\n</DaemonApp>"
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: InMemoryResources(["a.conf": text]), environment: { _ in nil })
        var (file, errors) = loader.check("a.conf")
        let app = file.flatMap { schema.read($0.root, &errors) }
        let cleaner = try app?.daemons.first?.recipe.make() as? FileCleaner
        return (cleaner?.settings, errors.sorted.map(\.description))
    }

    @Test func theSectionOfTheProposal() throws {
        let (settings, errors) = try read("RemoveOlderThan 30m\nScanDirectory /var/tmp/sessions")
        #expect(errors == [])
        #expect(settings == CleanupSettings(directories: ["/var/tmp/sessions"], age: .seconds(1800)))
        #expect(settings?.clocks == [.modified] && settings?.isRecursive == true)
        #expect(settings?.fullScanEvery == .seconds(3600))
    }

    @Test func allKeys() throws {
        let (settings, errors) = try read(
            """
            ScanDirectory /tmp/a
            ScanDirectory /tmp/b
            RemoveOlderThan 1d
            Match *.tmp
            Match cache/**
            Exclude *.keep
            AgeBy accessed
            AgeBy Modified
            RemoveEmptyDirectories yes
            WholeSubtrees yes
            KeepOpen yes
            MaximumTotalSize 2kb
            MaximumFiles 10
            RefuseAbove 12.5%
            DryRun yes
            AllowSystemDirectory yes
            FullScanEvery 10m
            """)
        #expect(errors == [])
        var expected = CleanupSettings(directories: ["/tmp/a", "/tmp/b"], age: .seconds(86400))
        expected.patterns.match = try ["*.tmp", "cache/**"].map { try GlobPattern($0) }
        expected.patterns.exclude = [try GlobPattern("*.keep")]
        expected.clocks = [.modified, .accessed]
        expected.removesEmptyDirectories = true
        expected.removesWholeSubtrees = true
        expected.keepsOpenFiles = true
        expected.maximumTotalSize = 2048
        expected.maximumFiles = 10
        expected.refusalLimit = .share(hundredths: 1250)
        expected.isDryRun = true
        expected.allowsSystemDirectories = true
        expected.fullScanEvery = .seconds(600)
        #expect(settings == expected)
    }

    @Test(arguments: [
        ("RemoveOlderThan 1m", "a.conf:2: configuration: no values for 'ScanDirectory'; 1 required in <FileCleanup c>"),
        (
            "ScanDirectory /tmp/a",
            "a.conf:2: configuration: nothing says what is removed: RemoveOlderThan, MaximumTotalSize or MaximumFiles is required"
        ),
        (
            "ScanDirectory /tmp/a\nRemoveOlderThan -1s",
            "a.conf:5: conversion: RemoveOlderThan in <FileCleanup c>: '-1s' is out of range; it must be 0s or more"
        ),
        (
            "ScanDirectory /tmp/a\nMaximumFiles -1",
            "a.conf:5: conversion: MaximumFiles in <FileCleanup c>: '-1' is out of range; it must be 0 or more"
        ),
        (
            "ScanDirectory /tmp/a\nMaximumFiles 1\nMatch a/",
            "a.conf:6: conversion: Match in <FileCleanup c>: 'a/' ends with a slash"
        ),
        (
            "ScanDirectory /tmp/a\nMaximumFiles 1\nRefuseAbove 120%",
            "a.conf:6: conversion: RefuseAbove in <FileCleanup c>: '120%' is neither"
        ),
        (
            "ScanDirectory /tmp/a\nMaximumFiles 1\nAgeBy birth",
            "a.conf:6: conversion: AgeBy in <FileCleanup c>: 'birth' is none of modified"
        ),
        (
            "ScanDirectory /tmp/a\nMaximumFiles 1\nWholeSubtrees yes\nRecursive no",
            "a.conf:7: conversion: Recursive no and WholeSubtrees yes contradict"
        ),
        ("ScanDirectory /tmp/a\nScanDirectory /etc\nMaximumFiles 1", "a.conf:5: conversion: ScanDirectory: '/etc' is"),
        ("ScanDirectory\nMaximumFiles 1", "a.conf:4: conversion: ScanDirectory: it must name a directory"),
    ])
    func errors(lines: String, error: String) throws {
        let (settings, errors) = try read(lines)
        #expect(settings == nil)
        #expect(errors.count == 1 && errors[0].hasPrefix(error), "\(errors)")
    }

    @Test(arguments: [
        ("/", true), ("/home", true), ("/home/alice", true), ("/home/alice/tmp", false), ("/etc", true),
        ("/etc/ssl/", true), ("/usr", true), ("/usr/lib/x", true), ("/usr/local", true), ("/usr/local/tmp", false),
        ("/var", true), ("/var/tmp", false), ("/var/tmp/../lib", true), ("/var/log/app", false), ("/tmp", false),
        ("/dev", true), ("/dev/shm", false), ("/dev/shm/x", false), ("/dev/shmx", true), ("/proc/1", true),
        ("/root", true), ("/srv", true),
        ("/srv/www/tmp", false), ("//etc", true), ("/tmp/../etc/./x", true),
    ])
    func directoriesOfTheSystem(path: String, isRefused: Bool) throws {
        #expect(SystemDirectories.contains(FilePath(path)) == isRefused)
        let (settings, errors) = try read("ScanDirectory \(path)\nMaximumFiles 1")
        #expect((settings == nil) == isRefused && errors.count == (isRefused ? 1 : 0))
        #expect(try read("ScanDirectory \(path)\nMaximumFiles 1\nAllowSystemDirectory yes").0 != nil)
    }

    @Test(arguments: [
        ("0", 0, 1, false), ("0", 1, 1, true), ("5", 5, 9, false), ("5", 6, 9, true), ("50%", 5, 10, false),
        ("50%", 6, 10, true), ("0%", 0, 0, false), ("0%", 1, 1000, true), ("100%", 7, 7, false),
        ("0.5%", 5, 1000, false),
        ("0.5%", 6, 1000, true), ("33.33%", 1, 3, true), ("33.34%", 1, 3, false),
    ])
    func refusals(text: String, candidates: Int, files: Int, isRefused: Bool) throws {
        let limit = try #require(RefusalLimit(text))
        #expect(limit.isExceeded(by: candidates, of: files) == isRefused)
        #expect(limit.description == text)
    }

    @Test(arguments: ["", "%", "-1", "1.5", "101%", "1.234%", "1.%", "x", "1 %", "100.01%", "+5"])
    func noRefusals(text: String) {
        #expect(RefusalLimit(text) == nil)
    }
}

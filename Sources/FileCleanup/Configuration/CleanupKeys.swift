import BigInt
import Scheduling
import SystemPackage
import ZConfig

/// The keys of `<FileCleanup>` besides those of the schedule, and what they mean.
struct CleanupKeys: Sendable {
    let scanDirectory = MultiKey(
        "ScanDirectory", .string, required: true,
        description: """
            A directory whose files are removed. It may be a link, and is never removed itself; links in it are not \
            followed, and what is mounted in it is left alone. May stand several times.
            """,
        example: "/var/tmp/sessions")
    let removeOlderThan = Key(
        "RemoveOlderThan", .timedelta, range: .notNegative,
        description: """
            Files that are older go. One of RemoveOlderThan, MaximumTotalSize and MaximumFiles has to be given.
            """,
        example: "30m")
    let match = MultiKey(
        "Match", .glob,
        description: """
            Only files that one of these patterns matches are counted and removed. * is any text, ? any character, [a-z] \
            and [!a-z] one of several, \\ takes what follows as it is. A pattern with a slash is for the path below \
            ScanDirectory; in it * and ? match no slash, and ** matches any number of directories. Unless given: all.
            """,
        example: "sess_*")
    let exclude = MultiKey(
        "Exclude", .glob,
        description: "Files that one of these patterns matches stay, in any case, and directories are not entered.",
        example: "*.keep")
    let ageBy = MultiKey(
        "AgeBy", .word(FileClock.self), defaults: ["modified"],
        description: """
            What tells a file's age: when it was modified, changed (its attributes, too), accessed or created. Of several \
            the youngest counts. Times in the future count as now.
            """,
        example: "accessed")
    let recursive = Key(
        "Recursive", .boolean, default: "yes", description: "Whether directories in ScanDirectory are scanned, too.",
        example: "no")
    let removeEmptyDirectories = Key(
        "RemoveEmptyDirectories", .boolean, default: "no",
        description: """
            Whether a directory goes that a run has emptied, or that is empty and was last modified longer than \
            RemoveOlderThan ago.
            """,
        example: "yes")
    let wholeSubtrees = Key(
        "WholeSubtrees", .boolean, default: "no",
        description: """
            Whether each directory directly in ScanDirectory goes as one, once the youngest of all that is in it is old \
            enough. Match is then for the names of those directories. One that holds anything excluded, open (KeepOpen), \
            mounted, or that is no file, link or directory stays.
            """,
        example: "yes")
    let keepOpen = Key(
        "KeepOpen", .boolean, default: "no",
        description: """
            Whether files stay that a process has open or mapped, or on which a lock is held. An app that does not run as \
            root sees only its own user's processes.
            """,
        example: "yes")
    let maximumTotalSize = Key(
        "MaximumTotalSize", .byteSize, range: .notNegative,
        description: "The oldest files go, whatever their age, until the others take no more than so many bytes.",
        example: "500mb")
    let maximumFiles = Key(
        "MaximumFiles", .integer, range: .notNegative,
        description: "The oldest files go, whatever their age, until there are no more than so many.", example: "10000")
    let refuseAbove = Key(
        "RefuseAbove", .refusalLimit,
        description: """
            A run that would remove more files than this number, or than this percentage of the files that Match lets \
            pass, removes nothing and fails. Unless given: no limit.
            """,
        example: "20%")
    let dryRun = Key(
        "DryRun", .boolean, default: "no", description: "Whether it is only logged what would be removed.",
        example: "yes")
    let allowSystemDirectory = Key(
        "AllowSystemDirectory", .boolean, default: "no",
        description: """
            Whether ScanDirectory may be a directory of the system, as /, /home, /etc or /var, or somebody's home \
            directory.
            """)
    let fullScanEvery = Key(
        "FullScanEvery", .timedelta, default: "1h", range: .notNegative,
        description: """
            How often every directory is read, although it has not changed: files whose times have been set back are \
            found then at the latest.
            """,
        example: "6h")

    /// The keys in the order of the reference.
    var declarations: [any KeyDeclaration] {
        [
            scanDirectory, removeOlderThan, match, exclude, ageBy, recursive, removeEmptyDirectories, wholeSubtrees,
            keepOpen, maximumTotalSize, maximumFiles, refuseAbove, dryRun, allowSystemDirectory, fullScanEvery,
        ]
    }

    /// Reads the keys of a section; what is wrong goes to the collector, and then there are no settings.
    func read(_ section: Section, _ errors: inout ErrorCollector) -> CleanupSettings? {
        let known = errors.count
        var settings = CleanupSettings(directories: [])
        settings.directories = (errors.read(scanDirectory, section) ?? []).map { FilePath($0) }
        settings.age = errors.readIfPresent(removeOlderThan, section).map { Nanoseconds($0.nanoseconds) }
        settings.patterns.match = errors.read(match, section) ?? []
        settings.patterns.exclude = errors.read(exclude, section) ?? []
        settings.clocks = FileClock.allCases.filter((errors.read(ageBy, section) ?? []).contains)
        settings.isRecursive = errors.read(recursive, section) ?? true
        settings.removesEmptyDirectories = errors.read(removeEmptyDirectories, section) ?? false
        settings.removesWholeSubtrees = errors.read(wholeSubtrees, section) ?? false
        settings.keepsOpenFiles = errors.read(keepOpen, section) ?? false
        settings.maximumTotalSize = errors.readIfPresent(maximumTotalSize, section).map { Int64(clamping: $0) }
        settings.maximumFiles = errors.readIfPresent(maximumFiles, section).map { Int(clamping: $0) }
        settings.refusalLimit = errors.readIfPresent(refuseAbove, section)
        settings.isDryRun = errors.read(dryRun, section) ?? false
        settings.allowsSystemDirectories = errors.read(allowSystemDirectory, section) ?? false
        settings.fullScanEvery = Nanoseconds(errors.read(fullScanEvery, section)?.nanoseconds ?? 0)
        guard errors.count == known else { return nil }
        review(settings, section, &errors)
        return errors.count == known ? settings : nil
    }

    /// Notes what each key allows and all together do not.
    private func review(_ settings: CleanupSettings, _ section: Section, _ errors: inout ErrorCollector) {
        if settings.age == nil, !settings.hasCaps {
            errors.record(
                section.error(
                    .configuration, at: nil,
                    "nothing says what is removed: RemoveOlderThan, MaximumTotalSize or MaximumFiles is required"))
        }
        if settings.removesWholeSubtrees, !settings.isRecursive {
            errors.record(
                section.error(
                    .conversion, at: recursive.name,
                    "Recursive no and WholeSubtrees yes contradict each other: a subtree goes with all that is in it"))
        }
        for (number, directory) in settings.directories.enumerated() {
            if let problem = problem(with: directory, settings) {
                errors.record(
                    section.error(.conversion, at: scanDirectory.name, number: number, "ScanDirectory: \(problem)"))
            }
        }
    }

    private func problem(with directory: FilePath, _ settings: CleanupSettings) -> String? {
        if directory.isEmpty { return "it must name a directory" }
        guard !settings.allowsSystemDirectories, directory.isAbsolute, SystemDirectories.contains(directory) else {
            return nil
        }
        return "'\(directory)' is a directory of the system or of a user; AllowSystemDirectory yes would permit it"
    }
}

extension Datatype<GlobPattern> {
    fileprivate static let glob = Datatype("string") { text throws(ConversionError) in
        do throws(GlobError) {
            return try GlobPattern(text)
        } catch {
            throw ConversionError(error.description)
        }
    }
}

extension Datatype<RefusalLimit> {
    fileprivate static let refusalLimit = Datatype("string") { text throws(ConversionError) in
        guard let limit = RefusalLimit(text) else {
            throw ConversionError("'\(text)' is neither a number of files nor a percentage from 0% to 100%")
        }
        return limit
    }
}

import Scheduling
import SystemPackage

/// What a section says about what is removed.
struct CleanupSettings: Sendable, Hashable {
    /// The directories that are scanned.
    var directories: [FilePath]
    /// Files that are older go; nil: age alone removes nothing.
    var age: Nanoseconds?
    /// Which files are counted and removed.
    var patterns = FilePatterns()
    /// What tells the age; of several the youngest counts.
    var clocks: [FileClock] = [.modified]
    /// Whether directories below are scanned, too.
    var isRecursive = true
    /// Whether directories go that are empty.
    var removesEmptyDirectories = false
    /// Whether each directory directly in a scanned one goes as one.
    var removesWholeSubtrees = false
    /// Whether files that are open or locked stay.
    var keepsOpenFiles = false
    /// The most bytes that may stay; nil: any number.
    var maximumTotalSize: Int64?
    /// The most files that may stay; nil: any number.
    var maximumFiles: Int?
    /// How many removals are too many for one run; nil: none are.
    var refusalLimit: RefusalLimit?
    /// Whether it is only said what would be removed.
    var isDryRun = false
    /// Whether directories of the system may be scanned.
    var allowsSystemDirectories = false
    /// How often everything is read, whatever is remembered.
    var fullScanEvery = Nanoseconds.seconds(3600)

    /// Whether something else than age removes files.
    var hasCaps: Bool { maximumTotalSize != nil || maximumFiles != nil }

    /// Whether what was learned of a directory that has not changed is still true. With other clocks, and with sizes, it
    /// need not be, nor is the number of files in a subtree that was not entered; what only would have gone is still there.
    var canRemember: Bool {
        maximumTotalSize == nil && clocks.allSatisfy { $0 == .modified || $0 == .created } && !isDryRun
            && !(removesWholeSubtrees && (hasCaps || refusalLimit != nil))
    }
}

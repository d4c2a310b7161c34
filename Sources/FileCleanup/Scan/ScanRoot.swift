import CLinux
import Daemons
import SystemPackage

/// A directory that is scanned, open.
struct ScanRoot: Sendable {
    /// Which of the settings' directories it is.
    let number: Int
    let directory: OpenDirectory
    /// How it is called in reports: as the configuration has it.
    let path: [UInt8]
    let identity: FileIdentity

    /// Opens the directories that are to be scanned, each once.
    /// - Returns: those that could be opened, and what is wrong with the others.
    static func all(_ settings: CleanupSettings) -> (roots: [ScanRoot], problems: [ScanProblem]) {
        var roots: [ScanRoot] = []
        var problems: [ScanProblem] = []
        for (number, path) in settings.directories.enumerated() {
            do throws(ScanProblem) {
                let root = try ScanRoot(number, path, settings)
                if !roots.contains(where: { $0.identity == root.identity }) { roots.append(root) }
            } catch {
                problems.append(error)
            }
        }
        return (roots, problems)
    }

    private init(_ number: Int, _ path: FilePath, _ settings: CleanupSettings) throws(ScanProblem) {
        do throws(Errno) {
            directory = try OpenDirectory.at(path)
            identity = FileIdentity(try directory.status())
        } catch {
            throw ScanProblem("\(path.escaped): \(error)")
        }
        self.number = number
        self.path = path.bytes
        // Links in the path are known only now.
        guard !settings.allowsSystemDirectories else { return }
        guard let real = directory.path else { throw ScanProblem("\(path.escaped): it has no path any more") }
        if SystemDirectories.contains(real) {
            throw ScanProblem(
                """
                \(path.escaped) is \(real.escaped), a directory of the system or of a user; AllowSystemDirectory yes \
                would permit it
                """)
        }
    }
}

/// A directory cannot be scanned.
struct ScanProblem: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// The age of an entry is asked for by a clock that is not there.
    static func noTimeOfCreation(_ path: [UInt8]) -> ScanProblem {
        ScanProblem("\(String(escaping: path)): the file system does not keep when a file was created (AgeBy created)")
    }
}

import ArgumentParser
import DaemonHost
import Glibc
import SystemPackage
import ZConfigFiles

/// Which ledger is read.
struct LedgerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ledger's file, or the state directory in which it is. Without it: that of the app that runs.",
            valueName: "path"), completion: .file())
    var ledger: String?

    @OptionGroup var app: AppOptions

    /// The files of the ledger, oldest first.
    /// - Throws: 66 if there are none; as ``AppOptions/ask(_:)`` where an app has to be asked.
    func files() throws -> [FilePath] {
        let path = FilePath(try ledger ?? app.ask(ControlRequest(.ledger)).message ?? "")
        let files = LedgerFile.parts(at: path)
        guard files.isEmpty else { return files }
        StandardStreams.printErrorLine("\(path): there is no ledger")
        throw ExitCode.noInput
    }
}

/// A file of a ledger: a line for each event.
enum LedgerFile {
    /// The most that is read of one file.
    private static let limit = 1 << 30

    /// The files of a ledger, oldest first: those in a directory, or the one that is named.
    static func parts(at path: FilePath) -> [FilePath] {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe stat($0, &status) == 0 }) else { return [] }
        guard status.st_mode & S_IFMT == S_IFDIR else { return [path] }
        let names = ["ledger.3.jsonl", "ledger.2.jsonl", "ledger.1.jsonl", "ledger.jsonl"]
        return names.map { path.appending($0) }.filter { file in
            unsafe file.withPlatformString { unsafe access($0, F_OK) == 0 }
        }
    }

    /// The whole lines of a file.
    /// - Throws: 66 if it cannot be read.
    static func lines(of file: FilePath) throws -> [Substring] {
        do {
            let text = String(decoding: try BoundedFile.read(file.string, atMost: limit), as: UTF8.self)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            // What follows the last end of a line is being written, or was cut off.
            lines.removeLast()
            return lines
        } catch {
            StandardStreams.printErrorLine("\(file): \(error)")
            throw ExitCode.noInput
        }
    }

    /// The entries of a file.
    /// - Throws: 66 if it cannot be read, 65 if it is no ledger.
    static func entries(of file: FilePath) throws -> [LedgerEntry] {
        try lines(of: file).enumerated().map { index, line in
            do {
                return try LedgerEntry(String(line), line: index + 1)
            } catch {
                StandardStreams.printErrorLine("\(file):\(index + 1): this is no line of a ledger: \(error)")
                throw ExitCode.badWorkload
            }
        }
    }
}

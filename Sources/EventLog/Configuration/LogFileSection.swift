import BigInt
import ZConfig

/// `<logfile>`: a file, or one of the standard streams.
struct LogFileSection: Sendable {
    let common = LogHandlerKeys(format: "------\\n%(asctime)s %(levelname)s %(name)s %(message)s")
    let path = Key(
        "path", .string, required: true,
        description: "The file to which records are appended; STDOUT and STDERR are the standard streams.",
        example: "/var/log/foo.log")
    let maxSize = Key(
        "max-size", .byteSize, default: "0", range: .notNegative,
        description: """
            Before the file would reach this size it becomes FILE.1, FILE.1 becomes FILE.2, and so on. 0: never. Not with \
            when.
            """,
        example: "10mb")
    let oldFiles = Key(
        "old-files", .integer, default: "0", range: .notNegative,
        description: "How many old files are kept; needed with max-size and when.", example: "7")
    let when = Key(
        "when", .string, default: "",
        description: """
            When the file gets a date added to its name and a new one is begun: every interval S (seconds), M (minutes), H \
            (hours) or D (days), at midnight, or at the midnight that ends a day of the week, W0 (Monday) to W6. Unless \
            given: never. Not with max-size.
            """,
        example: "midnight")
    let interval = Key(
        "interval", .integer, default: "0", range: ValueRange("0 to 1000000") { (0...1_000_000).contains($0) },
        description: "How many of the units of when; 0 is 1.", example: "6")
    let encoding = Key(
        "encoding", .string, description: "How the file is encoded: it is utf-8, and nothing else.", example: "utf-8")
    let delay = Key(
        "delay", .boolean, default: "false",
        description: "Whether the file is opened only for the first record, not at the start.", example: "true")

    var type: SectionType {
        SectionType(
            "logfile", implements: LogSections.abstractHandler,
            keys: [path] + common.declarations + [maxSize, oldFiles, when, interval, delay, encoding],
            description: "Writes records to a file.",
            example: """
                <logfile>
                  path      /var/log/foo.log
                  format    %(asctime)s %(levelname)s %(name)s: %(message)s
                  max-size  10mb
                  old-files 5
                </logfile>
                """)
    }

    func read(_ section: Section, _ errors: inout ErrorCollector) -> LogHandlerConfiguration? {
        common.read(section, destination(section, &errors), saidBy: path.name, &errors)
    }

    private func destination(_ section: Section, _ errors: inout ErrorCollector) -> LogDestination? {
        let path = errors.read(path, section)
        let maxSize = errors.read(maxSize, section)
        let oldFiles = errors.read(oldFiles, section)
        let when = errors.read(when, section)
        let interval = errors.read(interval, section)
        let delay = errors.read(delay, section)
        let encoding = errors.readIfPresent(encoding, section)
        guard let path, let maxSize, let oldFiles, let when, let interval, let delay else { return nil }
        let unit = TimedRotation(when, count: max(1, Int(clamping: interval)))
        guard when.isEmpty || unit != nil else {
            errors.record(
                section.error(
                    .conversion, at: self.when.name,
                    "when: \(when.quoted) is no time for a rotation: S, M, H, D, midnight or W0 to W6"))
            return nil
        }
        guard !path.isEmpty, !path.utf8.contains(0) else {
            errors.record(section.error(.conversion, at: self.path.name, "path: \(path.quoted) is no path"))
            return nil
        }
        guard isUTF8(encoding) else {
            errors.record(
                section.error(
                    .conversion, at: self.encoding.name, "encoding: logs are written in utf-8, and in nothing else"))
            return nil
        }
        do {
            try LogFileRules.check(
                path: path, maxSize: maxSize, oldFiles: oldFiles, when: when, interval: interval, encoding: encoding,
                delay: delay)
        } catch {
            errors.record(section.error(.conversion, at: nil, error.message))
            return nil
        }
        if path == "STDOUT" { return .standardOutput }
        if path == "STDERR" { return .standardError }
        let rotation = unit.map { LogRotation.time($0) } ?? (maxSize > 0 ? .size(Int(clamping: maxSize)) : nil)
        return .file(
            LogFile(path: path, rotation: rotation, oldFiles: Int(clamping: oldFiles), isDelayed: delay))
    }

    private func isUTF8(_ encoding: String?) -> Bool {
        ["", "utf8", "utf-8", "utf_8"].contains((encoding ?? "").lowercased())
    }
}

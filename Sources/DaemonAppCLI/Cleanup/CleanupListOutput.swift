import FileCleanup
import FoundationEssentials

/// Prints what a run would remove.
struct CleanupListOutput {
    private let format: ReportFormat
    private var buffer = OutputBuffer()
    private var row: String?
    private let encoder = JSONEncoder()

    private struct Row: Encodable {
        var daemon: String
        var path: String
        var rule: String
        var age: Double
        var size: Int64
        var kind: String
    }

    init(_ format: ReportFormat) {
        self.format = format
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    mutating func append(_ planned: PlannedRemoval, _ daemon: String) {
        switch format {
        case .text:
            buffer.append(line: "\(planned.path): \(planned.rule), \(CleanupAge.text(planned.age)) old")
        case .json:
            let row = Row(
                daemon: daemon, path: planned.path, rule: planned.rule, age: CleanupAge.seconds(planned.age),
                size: planned.size, kind: planned.kind)
            let text = (try? encoder.encode(row)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
            buffer.append(line: self.row.map { $0 + "," } ?? "[")
            self.row = text
        }
    }

    mutating func finish() {
        if format == .json { buffer.append(line: row.map { $0 + "]" } ?? "[]") }
        buffer.flush()
    }
}

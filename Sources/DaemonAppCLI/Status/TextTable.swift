import EventLog

/// A table for a terminal: a heading, rows, columns as wide as their widest text.
struct TextTable {
    /// A column: its heading, and whether its texts stand at the right.
    struct Column {
        var heading: String
        var isRight = false
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Appends a row, with a text for each column.
    mutating func append(_ row: [String]) {
        rows.append(row.map(\.printable))
    }

    /// The lines of the table, each with its end.
    func text(isColourful: Bool) -> String {
        let widths = columns.indices.map { column in
            ([columns[column].heading] + rows.map { $0[column] }).map(\.count).max() ?? 0
        }
        let heading = line(columns.map(\.heading), widths)
        var text = isColourful ? "\u{1B}[1m\(heading)\u{1B}[0m\n" : heading + "\n"
        for row in rows { text += line(row, widths) + "\n" }
        return text
    }

    private func line(_ texts: [String], _ widths: [Int]) -> String {
        var cells: [String] = []
        for (column, text) in texts.enumerated() {
            let padding = String(repeating: " ", count: widths[column] - text.count)
            let isLast = column == texts.count - 1
            cells.append(columns[column].isRight ? padding + text : isLast ? text : text + padding)
        }
        return cells.joined(separator: "  ")
    }
}

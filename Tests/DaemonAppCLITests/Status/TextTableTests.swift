import EventLog
import Testing

@testable import DaemonAppCLI

@Suite struct TextTableTests {
    private var table: TextTable {
        var table = TextTable([.init(heading: "NAME"), .init(heading: "COUNT", isRight: true), .init(heading: "LAST")])
        table.append(["a", "1", "x"])
        table.append(["longer", "1000000", "yy"])
        return table
    }

    @Test func columnsAreAsWideAsTheirWidestText() {
        #expect(
            table.text(isColourful: false) == """
                NAME      COUNT  LAST
                a             1  x
                longer  1000000  yy

                """)
    }

    @Test func headingsAreBoldWhereThereAreColours() {
        #expect(table.text(isColourful: true).hasPrefix("\u{1B}[1mNAME      COUNT  LAST\u{1B}[0m\na "))
    }

    @Test func aTableMayHaveNoRows() {
        #expect(TextTable([.init(heading: "A"), .init(heading: "B")]).text(isColourful: false) == "A  B\n")
    }
}

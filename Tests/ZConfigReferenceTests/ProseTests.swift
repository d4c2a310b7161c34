import Testing

@testable import ZConfigReference

/// Descriptions taken apart.
@Suite struct ProseTests {
    private static func blocks(_ text: String, isFromXML: Bool = false) -> [Block] {
        Prose(isFromXML: isFromXML) { $0 == "RunEvery" ? "there" : nil }.blocks(text)
    }

    private static func words(_ text: String) -> Block { .paragraph([.text(text)]) }

    @Test func joinsLines() {
        #expect(ProseTests.blocks("") == [])
        #expect(ProseTests.blocks("\n a\nb \n\n\nc\n") == [ProseTests.words("a b"), ProseTests.words("c")])
    }

    @Test func keepsIndentedLines() {
        #expect(
            ProseTests.blocks("a:\n\n    b\n\n      c\n\nd") == [
                ProseTests.words("a:"), .code("b\n\n  c"), ProseTests.words("d"),
            ])
        #expect(ProseTests.blocks("a:\n    b\nc") == [ProseTests.words("a:"), .code("b"), ProseTests.words("c")])
    }

    @Test func readsLists() {
        #expect(
            ProseTests.blocks("a\n- b\n  c\n\n- d\ne\n* f") == [
                ProseTests.words("a"), .list([[.text("b c")], [.text("d")]]), ProseTests.words("e"),
                .list([[.text("f")]]),
            ])
    }

    @Test func takesOffTheIndentationOfAFile() {
        #expect(
            ProseTests.blocks("a\n    b\n\n    c\n\n      d", isFromXML: true) == [
                ProseTests.words("a b"), ProseTests.words("c"), .code("d"),
            ])
    }

    @Test func findsCodeAndKeys() {
        #expect(
            ProseTests.blocks("See RunEvery, `RunEvery x` and `b.") == [
                .paragraph([
                    .text("See "), .key(ReferenceOutline.Link(text: "RunEvery", anchor: "there")), .text(", "),
                    .code("RunEvery x"), .text(" and `b."),
                ])
            ])
        #expect(ProseTests.blocks("RunEveryx ``a` b") == [.paragraph([.text("RunEveryx `"), .code("a"), .text(" b")])])
    }
}

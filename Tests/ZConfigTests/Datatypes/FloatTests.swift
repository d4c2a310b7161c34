import Testing

@testable import ZConfig

@Suite struct FloatTests {
    @Test(arguments: [
        ("0", 0), ("1.5", 1.5), ("-1.5", -1.5), ("+.5", 0.5), ("5.", 5), ("007", 7), ("1_0.2_5", 10.25), ("1e3", 1000),
        ("1E+3", 1000),
        ("1e-3", 0.001), ("1_0e1_0", 1e11), (" 1 ", 1), ("\u{A0}1\u{85}", 1), ("\u{661}.\u{665}e\u{661}", 15),
        ("1e00005", 1e5),
        ("0e999999999999999999999", 0), ("1e22", 1e22), ("1e23", 1e23), ("9007199254740993", 9_007_199_254_740_992),
        ("1.00000000000000011102230246251565404", 1), ("1.00000000000000011102230246251565405", 1.0000000000000002),
        ("5e-324", Double.leastNonzeroMagnitude), ("2.4703282292062327e-324", 0),
        ("2.4703282292062328e-324", .leastNonzeroMagnitude),
        ("1.7976931348623158e308", 1.7976931348623157e308), ("inf", .infinity), ("-Infinity", -.infinity),
        ("+iNf", .infinity),
        ("1.7976931348623159e308", .infinity), ("-1e400", -.infinity), ("1e-400", 0),
        ("1e999999999999999999999", .infinity),
        ("1e-999999999999999999999", 0),
    ])
    func accepts(text: String, number: Double) throws {
        #expect(try Datatype.float.convert(text) == number)
    }

    @Test(arguments: ["nan", "NaN", "-nan", "+nan", " nan "])
    func acceptsNotANumber(text: String) throws {
        #expect(try Datatype.float.convert(text).isNaN)
    }

    @Test func keepsTheSignOfZero() throws {
        #expect(try Datatype.float.convert("-0").sign == .minus)
        #expect(try Datatype.float.convert("-1e-400").sign == .minus)
    }

    @Test func roundsOnce() throws {
        let digits = "1." + "0000000000000001110223024625156540423631668090820312" + "5"
        #expect(try Datatype.float.convert(digits + String(repeating: "0", count: 2000)) == 1)
        #expect(try Datatype.float.convert(digits + String(repeating: "0", count: 2000) + "1") == 1.0000000000000002)
    }

    @Test(arguments: [
        "", " ", ".", "+", "-.", "e5", ".e5", "1e", "1e+", "1.5.", "1..5", "1__0", "_1", "1_", "1_.5", "1._5", "1_e5",
        "1e_5", "1e5_",
        "0x1p3", "1,5", "1 .5", "- 1", "infinit", "infinityy", "inf inity", "nanx", "nan(1)", "1d", "1f", "½",
        "\u{1C}1", "1\u{1E}",
        "1\u{0}", "1e5.0", "1%",
    ])
    func refusesAnythingElse(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.float.convert(text) }
    }
}

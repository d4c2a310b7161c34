import BigInt
import Testing

@testable import ZConfig

@Suite struct DecodedValueTests {
    @Test func decodesEachDatatype() throws {
        struct Item: Decodable {
            let count: Int
            let share: Double
            let folds: Bool
            let idleTime: Duration
            let text: String
            let words: [String]
            let label: String
            let colour: Shop.Colour
            let height: UInt8
            let weight: Int?
            let notes: [String]
            let legs: [Int]
        }
        let item = try Shop.item(
            Item.self,
            """
            count -5
            share 0.5
            folds yes
            idle-time 1h 30m
            text a  b
            words a  b
            label A-b
            colour RED
            notes x
            notes y
            """)
        #expect(item.count == -5)
        #expect(item.share == 0.5)
        #expect(item.folds)
        #expect(item.idleTime == .seconds(5400))
        #expect(item.text == "a  b")
        #expect(item.words == ["a", "b"])
        #expect(item.label == "a-b")
        #expect(item.colour == .red)
        #expect(item.height == 5)
        #expect(item.weight == nil)
        #expect(item.notes == ["x", "y"])
        #expect(item.legs == [1, 2])
    }

    /// A property `count` of any type.
    private struct Count<Value: Decodable>: Decodable { let count: Value }

    private static func count<Value: Decodable & Equatable>(_ type: Value.Type, _ text: String) -> Value? {
        try? Shop.item(Count<Value>.self, "count \(text)").count
    }

    @Test func decodesEveryIntegerType() {
        #expect(DecodedValueTests.count(Int8.self, "-128") == -128)
        #expect(DecodedValueTests.count(Int8.self, "128") == nil)
        #expect(DecodedValueTests.count(Int16.self, "32767") == 32767)
        #expect(DecodedValueTests.count(Int32.self, "-1") == -1)
        #expect(DecodedValueTests.count(Int64.self, "9223372036854775807") == .max)
        #expect(DecodedValueTests.count(Int64.self, "9223372036854775808") == nil)
        #expect(DecodedValueTests.count(Int128.self, "9223372036854775808") == 9_223_372_036_854_775_808)
        #expect(DecodedValueTests.count(UInt8.self, "255") == 255)
        #expect(DecodedValueTests.count(UInt8.self, "-1") == nil)
        #expect(DecodedValueTests.count(UInt16.self, "65536") == nil)
        #expect(DecodedValueTests.count(UInt32.self, "7") == 7)
        #expect(DecodedValueTests.count(UInt64.self, "18446744073709551615") == .max)
        #expect(DecodedValueTests.count(UInt.self, "7") == 7)
        #expect(DecodedValueTests.count(UInt128.self, "7") == 7)
        #expect(DecodedValueTests.count(BigInt.self, "1" + String(repeating: "0", count: 50)) == BigInt(10).power(50))
    }

    @Test func decodesWholeNumbersAsOtherThings() {
        enum Level: Int, Decodable { case low = 1, high }
        #expect(DecodedValueTests.count(Double.self, "3") == 3)
        #expect(DecodedValueTests.count(Float.self, "3") == 3)
        #expect(DecodedValueTests.count(String.self, "+03") == "+03")
        #expect(DecodedValueTests.count(Level.self, "2") == .high)
        #expect(DecodedValueTests.count(Int?.self, "2") == 2)
    }

    @Test func decodesTimes() throws {
        struct Times: Decodable {
            let idleTime: Double
            let seconds: Duration
        }
        let times = try Shop.item(Times.self, "idle-time 250s\nseconds 90s")
        #expect(times.idleTime == 250)
        #expect(times.seconds == .seconds(90))
        struct Texts: Decodable { let idleTime: String }
        #expect(try Shop.item(Texts.self, "idle-time 1h  30m").idleTime == "1h  30m")
    }

    @Test func convertsTextsToWhatIsWanted() throws {
        struct Text<Value: Decodable>: Decodable { let text: Value }
        #expect(try Shop.item(Text<Int>.self, "text 5").text == 5)
        #expect(try Shop.item(Text<Bool>.self, "text On").text)
        #expect(try Shop.item(Text<Double>.self, "text 1e3").text == 1000)
        #expect(try Shop.item(Text<Duration>.self, "text 1.5s").text == .milliseconds(1500))
        #expect(try Shop.item(Text<Shop.Colour>.self, "text dark-blue").text == .darkBlue)
    }

    @Test func decodesCasesAsTheirRawValues() throws {
        struct Colour: Decodable { let colour: String }
        #expect(try Shop.item(Colour.self, "colour dark-blue").colour == "Dark-Blue")
    }

    @Test func decodesListsOfWords() throws {
        struct Words: Decodable { let words: [Shop.Colour] }
        struct Unique: Decodable { let words: Set<String> }
        #expect(try Shop.item(Words.self, "words green dark-blue").words == [.green, .darkBlue])
        #expect(try Shop.item(Unique.self, "words b a b").words == ["a", "b"])
    }

    @Test func tellsTypesWhatTheyAreToldByTheProgram() throws {
        struct Reader: Decodable {
            let told: String?
            init(from decoder: any Decoder) throws {
                told = CodingUserInfoKey(rawValue: "a").flatMap { decoder.userInfo[$0] } as? String
            }
        }
        let key = try #require(CodingUserInfoKey(rawValue: "a"))
        let root = try Reading("", schema: Shop.schema).root()
        #expect(try ZConfigDecoder(userInfo: [key: "b"]).decode(Reader.self, from: root).told == "b")
    }
}

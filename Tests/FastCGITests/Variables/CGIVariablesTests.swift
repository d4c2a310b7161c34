import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Variables are read from pairs and from an environment.
@Suite struct CGIVariablesTests {
    private func texts(_ variables: CGIVariables) -> [String] { variables.map { "\($0.name)=\($0.value)" } }

    @Test(
        arguments: [
            ([], []),
            ([0, 0], ["="]),
            ([1, 0, 65], ["A="]),
            ([0, 1, 65], ["=A"]),
            ([1, 2, 65, 66, 67, 1, 1, 68, 69], ["A=BC", "D=E"]),
            ([128, 0, 0, 1, 2, 65, 66, 67], ["A=BC"]),
            ([1, 128, 0, 0, 2, 65, 66, 67], ["A=BC"]),
            ([128, 0, 0, 1, 128, 0, 0, 2, 65, 66, 67], ["A=BC"]),
            ([128, 0, 0, 0, 128, 0, 0, 0], ["="]),
        ] as [([UInt8], [String])]) func bothLengthsAreRead(bytes: [UInt8], expected: [String]) throws
    {
        #expect(texts(try CGIVariables(pairs: ByteBuffer(bytes: bytes))) == expected)
    }

    @Test(arguments: [0, 1, 127, 128, 129, 255, 256, 65535, 65536, 100_000])
    func lengthsGoThereAndBack(length: Int) throws {
        let text = String(repeating: "v", count: length)
        var pairs = ByteBuffer()
        pairs.writeNameValuePair("NAME", text)
        pairs.writeNameValuePair(text, "value")
        pairs.writePairLength(3, isLong: true)
        pairs.writePairLength(2, isLong: true)
        pairs.writeString("END12")
        let variables = try CGIVariables(pairs: pairs, limits: .none)
        #expect(variables.count == 3)
        #expect(variables["NAME"] == text)
        #expect(variables[text] == "value")
        #expect(variables["END"] == "12")
        #expect(pairs.getInteger(at: 1, as: UInt8.self) == (length < 128 ? UInt8(length) : 128))
    }

    @Test func theLastOfTheSameNameWins() throws {
        var pairs = ByteBuffer()
        for (name, value) in [("A", "1"), ("B", "2"), ("A", ""), ("C", "3"), ("A", "longer"), ("a", "x")] {
            pairs.writeNameValuePair(name, value)
        }
        let variables = try CGIVariables(pairs: pairs)
        #expect(texts(variables) == ["A=longer", "B=2", "C=3", "a=x"])
        #expect(variables["A"] == "longer")
        #expect(variables["X"] == nil)
        #expect(variables[""] == nil)
    }

    @Test func bytesAreKept() throws {
        let name: [UInt8] = [255, 0, 65]
        let value: [UInt8] = [0xC3, 0x28, 0xAD, 0, 10]
        var pairs = ByteBuffer()
        pairs.writeNameValuePair(name, value)
        let variables = try CGIVariables(pairs: pairs)
        #expect(variables.first.map { Array($0.nameBytes.readableBytesView) } == name)
        #expect(variables.first.map { Array($0.valueBytes.readableBytesView) } == value)
        let named = CGIVariables(environment: [Array("A=".utf8) + value])
        #expect(named.bytes(of: "A").map { Array($0.readableBytesView) } == value)
    }

    @Test func anEnvironmentIsRead() {
        let variables = CGIVariables(
            environment: ["PATH=/bin", "EMPTY=", "TWO=a=b", "NOTHING", "=odd", ""].map { Array($0.utf8) })
        #expect(texts(variables) == ["PATH=/bin", "EMPTY=", "TWO=a=b", "=odd"])
        #expect(CGIVariables(["A": "1"])["A"] == "1")
        #expect(texts(CGIVariables([("A", "1"), ("B", "2"), ("A", "3")])) == ["A=3", "B=2"])
        #expect(CGIVariables().isEmpty)
    }

    @Test func equalVariablesAreEqualWhereverTheyLie() throws {
        var pairs = ByteBuffer(string: "before")
        pairs.moveReaderIndex(forwardBy: 6)
        pairs.writeNameValuePair("A", "1")
        let read = try CGIVariables(pairs: pairs)
        #expect(read["A"] == "1")
        #expect(read == CGIVariables(["A": "1"]))
        #expect(read.hashValue == CGIVariables(["A": "1"]).hashValue)
        #expect(read != CGIVariables(["A": "2"]))
        #expect(read != CGIVariables(["B": "1"]))
    }

    @Test func randomPairsAreWhatADictionarySays() throws {
        var generator = SeededGenerator(3)
        for _ in 0..<200 {
            var pairs = ByteBuffer()
            var order: [String] = []
            var model: [String: String] = [:]
            for _ in 0..<Int.random(in: 0...200, using: &generator) {
                let name = "N\(Int.random(in: 0...150, using: &generator))"
                let value = String(repeating: "v", count: Int.random(in: 0...140, using: &generator))
                pairs.writePairLength(name.utf8.count, isLong: Bool.random(using: &generator))
                pairs.writePairLength(value.utf8.count, isLong: Bool.random(using: &generator))
                pairs.writeString(name + value)
                if model.updateValue(value, forKey: name) == nil { order.append(name) }
            }
            let variables = try CGIVariables(pairs: pairs)
            #expect(variables.map(\.name) == order)
            for name in order { #expect(variables[name] == model[name]) }
            // Cut anywhere but between two pairs, they cannot be read.
            if let cut = pairs.getSlice(at: 0, length: max(0, pairs.readableBytes - 1)), pairs.readableBytes > 0 {
                #expect(throws: CGIRequestError.self) { try CGIVariables(pairs: cut) }
            }
        }
    }

    @Test func manyNamesAreReadInTimeThatGrowsWithThem() throws {
        var pairs = ByteBuffer()
        for number in 0..<4096 { pairs.writeNameValuePair("HTTP_X_\(number)", "") }
        #expect(try CGIVariables(pairs: pairs).count == 4096)
        pairs.writeNameValuePair("ONE", "MORE")
        #expect { try CGIVariables(pairs: pairs) } throws: { ($0 as? CGIRequestError)?.code == .tooManyVariables }
    }

    @Test(arguments: CGIRequestError.Code.allCases) func errorsHaveAnswers(code: CGIRequestError.Code) {
        let statuses: [CGIRequestError.Code: Int] = [
            .malformed: 400, .tooManyVariables: 431, .targetTooLong: 414, .bodyTooLarge: 413, .outsideMountPoint: 404,
            .unsupportedMethod: 501,
        ]
        let error = CGIRequestError(code, "text")
        #expect(error.status.code == statuses[code])
        #expect(error.response.body == "text\n")
        #expect(error.response.head.headerFields[.contentLength] == "5")
    }
}

import NIOCore
import Testing

@testable import FastCGI

/// Records are written in few buffers, aligned, and without copies of what is large.
@Suite struct RecordWriterTests {
    private func drain(_ writer: inout RecordWriter) -> [ByteBuffer] {
        var buffers: [ByteBuffer] = []
        while let buffer = writer.next() { buffers.append(buffer) }
        return buffers
    }

    private func records(_ buffers: [ByteBuffer]) -> [WrittenRecord] {
        WrittenRecord.all(in: buffers.flatMap { Array($0.readableBytesView) })
    }

    @Test func aSmallAnswerIsOneBuffer() {
        var writer = RecordWriter()
        writer.write(to: .standardOutput, request: 1) { $0.writeString("head") }
        writer.write(ByteBuffer(string: "body"), to: .standardOutput, request: 1)
        writer.end(.standardOutput, request: 1)
        writer.writeRecord(.endRequest, request: 1, bits: 0)
        let buffers = drain(&writer)
        #expect(buffers.count == 1)
        #expect(
            records(buffers) == [
                .init(type: 6, request: 1, content: Array("headbody".utf8), padding: 0),
                .init(type: 6, request: 1, content: [], padding: 0),
                .init(type: 3, request: 1, content: Array(repeating: 0, count: 8), padding: 0),
            ])
    }

    @Test(arguments: [1, 7, 8, 9, 1023, 1024, 1025, 65527, 65528, 65529, 65535, 65536, 131_056, 200_000])
    func everyLengthIsCutAndPadded(length: Int) {
        var writer = RecordWriter()
        let body = ByteBuffer(bytes: (0..<length).lazy.map { UInt8(truncatingIfNeeded: $0 &* 31) })
        writer.write(body, to: .standardOutput, request: 0x1234)
        let buffers = drain(&writer)
        let all = records(buffers)
        #expect(all.flatMap(\.content) == Array(body.readableBytesView))
        #expect(all.allSatisfy { ($0.content.count + $0.padding) % 8 == 0 && $0.padding < 8 && $0.request == 0x1234 })
        #expect(all.allSatisfy { !$0.content.isEmpty && $0.content.count <= 65528 })
        #expect(all.count == (length + 65527) / 65528)
    }

    @Test func largeBodiesAreNotCopied() {
        var writer = RecordWriter()
        let body = ByteBuffer(repeating: 7, count: 100_000)
        writer.write(body, to: .standardOutput, request: 1)
        let address = unsafe body.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) }
        let large = drain(&writer).filter { $0.readableBytes > 1024 }
        let addresses = large.map { unsafe $0.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) } }
        #expect(addresses == [address, address + 65528])
    }

    @Test func nothingIsNoRecord() {
        var writer = RecordWriter()
        writer.write(ByteBuffer(), to: .standardOutput, request: 1)
        writer.write(to: .standardOutput, request: 1) { _ in }
        #expect(writer.next() == nil)
        writer.write(ByteBuffer(string: "a"), to: .standardOutput, request: 1)
        writer.write(to: .standardOutput, request: 1) { _ in }
        writer.write(ByteBuffer(), to: .standardOutput, request: 1)
        #expect(records(drain(&writer)).map(\.text) == ["a"])
    }

    @Test func streamsOfOthersEndARecord() {
        var writer = RecordWriter()
        for (text, type, request) in [
            ("a", RecordType.standardOutput, 1), ("b", .standardOutput, 2), ("c", .standardError, 2),
            ("d", .standardError, 2), ("e", .standardOutput, 2),
        ] as [(String, RecordType, UInt16)] {
            writer.write(ByteBuffer(string: text), to: type, request: request)
        }
        #expect(records(drain(&writer)).map(\.text) == ["a", "b", "cd", "e"])
    }

    @Test(arguments: [65520, 65528, 65529, 70000, 140_000]) func aLargeHeadIsCut(length: Int) {
        for before in ["", "before"] {
            var writer = RecordWriter()
            writer.write(ByteBuffer(string: before), to: .standardOutput, request: 1)
            writer.write(to: .standardOutput, request: 1) { $0.writeRepeatingByte(65, count: length) }
            writer.write(ByteBuffer(string: "after"), to: .standardOutput, request: 1)
            let all = records(drain(&writer))
            let text = all.map(\.text).joined()
            #expect(text == before + String(repeating: "A", count: length) + "after")
            #expect(all.allSatisfy { $0.content.count <= 65528 })
        }
    }

    @Test func manySmallPiecesFillRecords() {
        var writer = RecordWriter()
        for _ in 0..<200 { writer.write(ByteBuffer(repeating: 66, count: 1000), to: .standardOutput, request: 1) }
        let all = records(drain(&writer))
        #expect(all.count == 4)
        #expect(all.flatMap(\.content).count == 200_000)
    }

    @Test func randomSequencesAreWhatAnEasyWriterWrites() {
        var generator = SeededGenerator(11)
        for _ in 0..<60 {
            var writer = RecordWriter()
            var expected: [String: [UInt8]] = [:]
            var buffers: [ByteBuffer] = []
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                let type = [RecordType.standardOutput, .standardError].randomElement(using: &generator) ?? .data
                let request = UInt16.random(in: 1...3, using: &generator)
                let most = [3, 1200, 1200, 70000].randomElement(using: &generator) ?? 3
                let length = Int.random(in: 0...most, using: &generator)
                let bytes = [UInt8](repeating: .random(in: 0...255, using: &generator), count: length)
                if Bool.random(using: &generator) {
                    writer.write(ByteBuffer(bytes: bytes), to: type, request: request)
                } else {
                    writer.write(to: type, request: request) { $0.writeBytes(bytes) }
                }
                expected["\(type.rawValue)/\(request)", default: []] += bytes
                if Int.random(in: 0..<5, using: &generator) == 0 { buffers += drain(&writer) }
            }
            buffers += drain(&writer)
            var found: [String: [UInt8]] = [:]
            for record in records(buffers) {
                #expect(!record.content.isEmpty)
                found["\(record.type)/\(record.request)", default: []] += record.content
            }
            #expect(found == expected.filter { !$0.value.isEmpty })
        }
    }
}

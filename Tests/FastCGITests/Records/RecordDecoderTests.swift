import NIOCore
import Testing

@testable import FastCGI

/// Records are found in bytes cut anywhere.
@Suite struct RecordDecoderTests {
    /// What a decoder finds, with the pieces of a record joined.
    private func decode(_ pieces: [ByteBuffer]) -> [String] {
        var decoder = RecordDecoder()
        var found: [String] = []
        var joined = ""
        var stream: RecordHeader?
        for piece in pieces {
            var bytes = piece
            do {
                while let element = try decoder.next(from: &bytes) {
                    switch element {
                    case .piece(let header, let content):
                        #expect(content.readableBytes > 0)
                        if header != stream { joined += "\(header.type.rawValue)/\(header.request):" }
                        stream = header
                        joined += String(buffer: content)
                    case .record(let header, let content):
                        found.append(joined)
                        joined = ""
                        stream = nil
                        found.append("\(header.type.rawValue)/\(header.request)=" + String(buffer: content))
                    }
                }
                #expect(bytes.readableBytes == 0)
            } catch {
                found.append(joined)
                found.append("\(error.code)")
                return found
            }
        }
        found.append(joined)
        return found
    }

    private func sample() -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.writeBeginRequest(1)
        bytes.writeRecord(.parameters, request: 1, content: ByteBuffer(string: "abcdefg"))
        bytes.writeRecord(.parameters, request: 1, padding: 255)
        bytes.writeRecord(.getValues, request: 0, content: ByteBuffer(string: "hello"), padding: 3)
        bytes.writeRecord(RecordType(rawValue: 99), request: 7, content: ByteBuffer(string: "skipped"), padding: 9)
        bytes.writeRecord(RecordType(rawValue: 0), request: 0)
        bytes.writeRecord(.standardInput, request: 1, content: ByteBuffer(string: "x"), padding: 0)
        bytes.writeRecord(.abortRequest, request: 300, padding: 8)
        return bytes
    }

    @Test(arguments: Split.allCases) func findsTheSameHoweverItIsCut(split: Split) {
        let begin = String(decoding: [0, 1, 1, 0, 0, 0, 0, 0] as [UInt8], as: UTF8.self)
        let expected = [
            "", "1/1=" + begin, "4/1:abcdefg", "4/1=", "", "9/0=hello", "", "99/7=", "", "0/0=", "5/1:x", "2/300=", "",
        ]
        #expect(decode(split.pieces(of: sample())) == expected)
    }

    @Test(arguments: [0, 1, 7, 8, 127, 128, 65535], [0, 1, 255] as [UInt8])
    func takesEveryLength(length: Int, padding: UInt8) throws {
        for type in [RecordType.standardInput, .getValues, RecordType(rawValue: 200)] {
            var bytes = ByteBuffer()
            let content = ByteBuffer(repeating: 65, count: length)
            bytes.writeRecord(type, request: 0, content: content, padding: padding)
            bytes.writeAbortRequest(9)
            var decoder = RecordDecoder()
            var count = 0
            while let element = try decoder.next(from: &bytes) {
                switch element {
                case .piece(_, let piece): count += piece.readableBytes
                case .record(let header, let content) where header.type == type: count += content.readableBytes
                case .record(let header, _): #expect(header == RecordHeader(.abortRequest, request: 9))
                }
            }
            #expect(count == (type.content == .skipped ? 0 : length))
            #expect(decoder.isBetweenRecords)
        }
    }

    @Test(arguments: [0, 2, 255] as [UInt8], Split.allCases) func refusesOtherVersions(version: UInt8, split: Split) {
        var bytes = sample()
        bytes.writeBytes([version, 1, 0, 1, 0, 0, 0, 0])
        #expect(decode(split.pieces(of: bytes)).last == "version")
    }

    @Test func doesNotCopyStreams() throws {
        var bytes = ByteBuffer()
        bytes.writeRecord(.standardInput, request: 1, content: ByteBuffer(repeating: 1, count: 5000))
        let address = unsafe bytes.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) }
        var decoder = RecordDecoder()
        guard case .piece(_, let piece) = try decoder.next(from: &bytes) else {
            Issue.record("no piece")
            return
        }
        let own = unsafe piece.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) }
        #expect(own == address + RecordHeader.size)
    }

    @Test func knowsWhetherARecordIsOpen() throws {
        var bytes = ByteBuffer()
        bytes.writeRecord(.getValues, request: 0, content: ByteBuffer(string: "ab"), padding: 2)
        var decoder = RecordDecoder()
        var open: [Bool] = []
        for var piece in Split.bytes.pieces(of: bytes) {
            _ = try decoder.next(from: &piece)
            open.append(!decoder.isBetweenRecords)
        }
        #expect(open == Array(repeating: true, count: 11) + [false])
    }

    @Test func headersGoThereAndBack() {
        var generator = SeededGenerator(7)
        for _ in 0..<1000 {
            let header = RecordHeader(
                RecordType(rawValue: .random(in: 0...255, using: &generator)),
                request: .random(in: 0...UInt16.max, using: &generator),
                contentLength: .random(in: 0...UInt16.max, using: &generator),
                paddingLength: .random(in: 0...255, using: &generator))
            #expect(RecordHeader(bits: header.bits) == header)
            var bytes = ByteBuffer()
            bytes.writeRecordHeader(header)
            #expect(bytes.getInteger(at: 0, as: UInt8.self) == 1)
            #expect(bytes.getInteger(at: 2, as: UInt16.self) == header.request)
            #expect(bytes.getInteger(at: 4, as: UInt16.self) == header.contentLength)
            #expect(bytes.getInteger(at: 6, as: UInt8.self) == header.paddingLength)
        }
    }
}

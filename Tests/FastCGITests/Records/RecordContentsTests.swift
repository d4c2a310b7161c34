import NIOCore
import Testing

@testable import FastCGI

/// The contents of records of eight bytes.
@Suite struct RecordContentsTests {
    @Test(
        arguments: [
            ([0, 1, 0, 0, 0, 0, 0, 0], 1, false),
            ([0, 1, 1, 0, 0, 0, 0, 0], 1, true),
            ([0, 2, 255, 9, 9, 9, 9, 9], 2, true),
            ([0, 3, 254, 0, 0, 0, 0, 0, 1, 2, 3], 3, false),
            ([255, 254, 1, 0, 0, 0, 0, 0], 65534, true),
        ] as [([UInt8], UInt16, Bool)])
    func readsBeginnings(bytes: [UInt8], role: UInt16, keeps: Bool) {
        #expect(BeginRequest(ByteBuffer(bytes: bytes)) == BeginRequest(role: role, keepsConnection: keeps))
    }

    @Test(arguments: 0..<8) func refusesShortContents(length: Int) {
        #expect(BeginRequest(ByteBuffer(repeating: 0, count: length)) == nil)
        #expect(EndRequest(ByteBuffer(repeating: 0, count: length)) == nil)
    }

    @Test(arguments: ProtocolStatus.allCases) func endsGoThereAndBack(status: ProtocolStatus) {
        let end = EndRequest(status: 0x0102_0304, protocolStatus: status)
        var bytes = ByteBuffer()
        bytes.writeInteger(end.bits)
        #expect(Array(bytes.readableBytesView) == [1, 2, 3, 4, status.rawValue, 0, 0, 0])
        #expect(EndRequest(bytes) == end)
    }

    @Test func anUnknownProtocolStatusIsNone() {
        #expect(EndRequest(ByteBuffer(bytes: [0, 0, 0, 1, 4, 0, 0, 0]))?.protocolStatus == nil)
    }

    @Test func numbersAreThoseOfTheText() {
        #expect(Role.allCases.map(\.rawValue) == [1, 2, 3])
        #expect(ProtocolStatus.allCases.map(\.rawValue) == [0, 1, 2, 3])
        let types: [RecordType] = [
            .beginRequest, .abortRequest, .endRequest, .parameters, .standardInput, .standardOutput, .standardError,
            .data, .getValues, .getValuesResult, .unknownType,
        ]
        #expect(types.map(\.rawValue) == Array(1...11))
    }
}

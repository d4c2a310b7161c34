import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Random sequences of records and answers, compared with a model, with the bytes cut in every way.
@Suite struct ModelTests {
    private struct Step {
        var type: UInt8
        var number: UInt16
        var content: [UInt8] = []
        var answers = false
    }

    private func step(_ phases: [UInt16: String], _ generator: inout SeededGenerator) -> Step {
        let number = UInt16.random(in: 1...4, using: &generator)
        var choice = Int.random(in: 0..<100, using: &generator)
        // Mostly what leads on: a request that is not there begins, and variables end.
        if Bool.random(using: &generator) {
            if phases[number] == nil { choice = 0 }
            if phases[number] == "naming" { choice = Int.random(in: 22..<44, using: &generator) }
        }
        switch choice {
        case 0..<22:
            let role = ([1, 1, 1, 2, 3, 3, 4] as [UInt8]).randomElement(using: &generator) ?? 1
            let keeps: UInt8 = Int.random(in: 0..<12, using: &generator) == 0 ? 0 : 1
            return Step(type: 1, number: number, content: [0, role, keeps, 0, 0, 0, 0, 0])
        case 22..<40: return Step(type: 4, number: number)
        case 40..<44:
            let length = UInt8.random(in: 48...57, using: &generator)
            return Step(type: 4, number: number, content: [14, 1] + Array("CONTENT_LENGTH".utf8) + [length])
        case 44..<60: return Step(type: 5, number: number, content: Array("body!".utf8))
        case 60..<67: return Step(type: 5, number: number)
        case 67..<71: return Step(type: 8, number: number, content: Array("da".utf8))
        case 71..<75: return Step(type: 8, number: number)
        case 75..<79: return Step(type: 2, number: number)
        case 79..<81: return Step(type: .random(in: 6...255, using: &generator), number: number, content: [1, 2])
        case 81..<83: return Step(type: .random(in: 9...40, using: &generator), number: 0)
        case 83: return Step(type: .random(in: 0...12, using: &generator), number: 0)
        default: return Step(type: 0, number: number, answers: true)
        }
    }

    private var options: ServerOptions {
        var options = ServerOptions(refusal: .overloaded)
        options.limits.requestsPerConnection = 3
        options.limits.bodyBytes = 20
        return options
    }

    /// The writes in the words of the model: what is told of an answer is its status.
    private func texts(_ records: [WrittenRecord]) -> [String] {
        records.compactMap { record in
            switch record.type {
            case 3: "END \(record.request) \(record.content[3]) \(record.content[4])"
            case 6 where !record.content.isEmpty: "OUT \(record.request) " + record.text.dropFirst(8).prefix(3)
            case 10: "RESULT"
            case 11: "UNKNOWN \(record.content[0])"
            default: nil
            }
        }
    }

    @Test(arguments: Split.allCases) func connectionsDoWhatTheModelSays(split: Split) {
        var generator = SeededGenerator(99)
        var begun = 0
        for round in 0..<250 {
            var options = options
            options.multiplexes = round % 4 != 0
            var driver = ConnectionDriver(options)
            var model = ConnectionModel()
            model.multiplexes = options.multiplexes
            var story = ""
            for _ in 0..<40 where !driver.isClosed {
                let step = step(model.requests.mapValues(\.phase), &generator)
                // Most beginnings are of requests that do not run: others end the connection.
                let isFault = step.number == 0 || step.type == 1 && model.requests[step.number] != nil
                if isFault, Int.random(in: 0..<20, using: &generator) > 0 { continue }
                story += step.answers ? " answer\(step.number)" : " \(step.type)/\(step.number):\(step.content.count)"
                if step.answers {
                    guard let request = model.requests[step.number], request.phase != "naming" else { continue }
                    model.answer(step.number)
                    driver.respond(step.number)
                } else {
                    model.record(step.type, step.number, step.content)
                    let padding = UInt8.random(in: 0...9, using: &generator)
                    driver.feed(split) { bytes in
                        bytes.writeRecord(
                            RecordType(rawValue: step.type), request: step.number,
                            content: ByteBuffer(bytes: step.content), padding: padding)
                    }
                }
                let lines = driver.lines
                let written = texts(driver.records())
                let expected = model.look()
                begun += lines.count { $0.hasPrefix("begin") }
                guard lines.sorted() == expected.lines.sorted(), written == expected.written else {
                    Issue.record("round \(round):\(story)\n\(lines) \(written)\nnot \(expected)")
                    return
                }
            }
        }
        #expect(begun > 500)
    }

    @Test func bytesOfAnyKindEndNothingButTheConnection() {
        var generator = SeededGenerator(4)
        for _ in 0..<500 {
            var driver = ConnectionDriver(options)
            for _ in 0..<Int.random(in: 1...10, using: &generator) {
                let length = Int.random(in: 0...60, using: &generator)
                driver.feed { bytes in
                    for _ in 0..<length {
                        let isSmall = Bool.random(using: &generator)
                        bytes.writeInteger(UInt8.random(in: 0...(isSmall ? 3 : 255), using: &generator))
                    }
                }
            }
            driver.act { $0.inputClosed() }
            #expect(driver.isClosed)
        }
    }
}

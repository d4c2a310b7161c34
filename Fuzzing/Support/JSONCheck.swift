/// Whether a text is one value of JSON. Source: RFC 8259. It keeps a stack of its own, as values may nest to any depth.
package func isJSON(_ text: String) -> Bool {
    var reader = JSONReader(Array(text.utf8))
    return reader.readDocument()
}

private struct JSONReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func take(_ byte: Character) -> Bool {
        guard index < bytes.count, bytes[index] == byte.asciiValue else { return false }
        index += 1
        return true
    }

    mutating func readDocument() -> Bool {
        /// For each open object or array whether it is an object.
        var open: [Bool] = []
        while true {
            var isComplete = true
            if take("{") {
                if !take("}") {
                    guard readName() else { return false }
                    open.append(true)
                    isComplete = false
                }
            } else if take("[") {
                if !take("]") {
                    open.append(false)
                    isComplete = false
                }
            } else if !readScalar() {
                return false
            }
            guard isComplete else { continue }
            while let isObject = open.last {
                if take(",") {
                    if isObject, !readName() { return false }
                    break
                }
                guard take(isObject ? "}" : "]") else { return false }
                open.removeLast()
            }
            if open.isEmpty { return index == bytes.count }
        }
    }

    private mutating func readName() -> Bool {
        readString() && take(":")
    }

    private mutating func readScalar() -> Bool {
        for word in ["true", "false", "null"] where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return true
        }
        return index < bytes.count && bytes[index] == UInt8(ascii: "\"") ? readString() : readNumber()
    }

    private mutating func readString() -> Bool {
        guard take("\"") else { return false }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case ..<0x20: return false
            case UInt8(ascii: "\\"):
                guard index < bytes.count else { return false }
                let mark = bytes[index]
                index += 1
                if mark == UInt8(ascii: "u") {
                    guard bytes[index...].prefix(4).count(where: { Character(UnicodeScalar($0)).isHexDigit }) == 4
                    else { return false }
                    index += 4
                } else if !"\"\\/bfnrt".utf8.contains(mark) {
                    return false
                }
            default: break
            }
        }
        return false
    }

    private mutating func readNumber() -> Bool {
        _ = take("-")
        if !take("0"), !readDigits() { return false }
        if take("."), !readDigits() { return false }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            return readDigits()
        }
        return true
    }

    private mutating func readDigits() -> Bool {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        return index > start
    }
}

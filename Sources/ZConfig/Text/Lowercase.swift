extension String {
    /// The text in lower case as Python's `str.lower` has it: the full mapping of Unicode, in which a capital sigma at
    /// the end of a word becomes a final one. Source: the Unicode Standard, 3.13, Final_Sigma.
    package var inLowerCase: String {
        if isPlainLowerCase { return self }
        if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
        let scalars = Array(unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\u{3A3}" {
                result += isFinalSigma(index, scalars) ? "\u{3C2}" : "\u{3C3}"
            } else {
                result += scalar.properties.lowercaseMapping
            }
        }
        return result
    }

    /// Whether all of it is ASCII, and none of it a capital.
    private var isPlainLowerCase: Bool {
        let bytes = utf8.span
        return bytes.isPlainLowerCase(0..<bytes.count)
    }

    private func isFinalSigma(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        func isCased(_ neighbour: Unicode.Scalar?) -> Bool { neighbour?.properties.isCased == true }
        return isCased(scalars[..<index].last { !$0.properties.isCaseIgnorable })
            && !isCased(scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable })
    }
}

/// A text that equals only the text of the same scalars, as in Python; `String` takes composed and decomposed for equal.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        // Texts of the same scalars are the same to `String`, too.
        hasher.combine(text)
    }
}

extension Span<UInt8> {
    /// Whether all bytes of a range are ASCII, and none of them a capital.
    func isPlainLowerCase(_ range: Range<Int>) -> Bool {
        for index in range {
            let byte = self[index]
            if byte >= 0x80 || (byte >= 0x41 && byte <= 0x5A) { return false }
        }
        return true
    }
}

public import BigInt

extension Datatype<BigInt> {
    /// A whole number of bytes, or one followed by `kb`, `mb` or `gb` (1024 bytes and so on), in any case.
    public static let byteSize = Datatype("byte-size") { text throws(ConversionError) in
        guard let bytes = numberWithUnit(text, [("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30)]) else {
            throw ConversionError("\(text.quoted) is not a size: a whole number, and kb, mb or gb if it is not bytes")
        }
        return bytes
    }

    /// A whole number of seconds, or one followed by `s`, `m`, `h` or `d`, in any case; one unit only.
    public static let timeInterval = Datatype("time-interval") { text throws(ConversionError) in
        guard let seconds = numberWithUnit(text, [("s", 1), ("m", 60), ("h", 3600), ("d", 86400)]) else {
            throw ConversionError(
                "\(text.quoted) is not a length of time: a whole number, and m, h or d if it is not seconds")
        }
        return seconds
    }

    /// A whole number times what the unit at its end stands for; nil if it is none.
    /// - Parameter units: in lower case, of ASCII characters.
    private static func numberWithUnit(_ text: String, _ units: [(name: String, factor: BigInt)]) -> BigInt? {
        let lower = text.inLowerCase.utf8
        for (name, factor) in units where lower.suffix(name.utf8.count).elementsEqual(name.utf8) {
            return NumberText.integer(String(lower.dropLast(name.utf8.count)) ?? "").map { $0 * factor }
        }
        return NumberText.integer(text)
    }
}

extension ArraySlice<Unicode.Scalar> {
    /// Takes the scalars before a place away from the rest.
    mutating func takeText(upTo end: Int) -> String {
        defer { self = self[end...] }
        return String(String.UnicodeScalarView(self[..<end]))
    }
}

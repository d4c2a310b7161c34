/// Finds the keys of a type by their names as they are written, without making strings of them.
///
/// For names of ASCII letters of either case, digits, `-`, `.` and `_`, as all basic-keys are; what is not found here may
/// be found in another way.
struct PlainKeyTable: Sendable {
    /// The names in lower case, one after the other.
    private var letters: [UInt8] = []
    /// Sorted by the length of the names.
    private var entries: [Entry] = []
    /// For each length where its entries begin; the last is the end of all.
    private var starts: [Int] = []

    private struct Entry {
        /// Where the name begins among the letters.
        let start: Int
        let length: Int
        let number: Int
    }

    init(_ children: [MatchedType.Child]) {
        for (number, child) in children.enumerated() {
            // A name may come from a type with another key type, and then be none that a file can write.
            guard case .key(let key) = child, !key.isMap, key.hasTextName,
                (try? Datatype.basicKey.convert(key.name)) == key.name
            else { continue }
            entries.append(Entry(start: letters.count, length: key.name.utf8.count, number: number))
            letters += key.name.utf8
        }
        entries.sort { ($0.length, $0.number) < ($1.length, $1.number) }
        for (index, entry) in entries.enumerated() {
            while starts.count <= entry.length { starts.append(index) }
        }
        starts.append(entries.count)
    }

    /// The number of a key; nil if there is none of that name.
    func number(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Int? {
        guard name.count + 1 < starts.count else { return nil }
        for index in starts[name.count]..<starts[name.count + 1] {
            if isName(entries[index], bytes, name) { return entries[index].number }
        }
        return nil
    }

    private func isName(_ entry: Entry, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        for offset in 0..<entry.length {
            let byte = bytes[name.lowerBound + offset]
            let isCapital = byte >= 0x41 && byte <= 0x5A
            if letters[entry.start + offset] != (isCapital ? byte | 0x20 : byte) { return false }
        }
        return true
    }
}

/// Finds the variable that has a name already, in constant time, however the names were chosen.
struct NameTable {
    /// The number of an entry, plus one; 0 is free. At most half of the places are taken.
    private var places = [UInt32](repeating: 0, count: 64)

    /// Appends an entry, or puts its value in the place of the one that has its name.
    mutating func insert(_ entry: CGIVariables.Entry, into entries: inout [CGIVariables.Entry], in bytes: Span<UInt8>) {
        if entries.count * 2 >= places.count { grow(entries, bytes) }
        let name = entry.name
        var place = self.place(of: name, in: bytes)
        while places[place] != 0 {
            let number = Int(places[place]) - 1
            if bytes.isSame(entries[number].name, name) {
                entries[number].valueStart = entry.valueStart
                entries[number].valueLength = entry.valueLength
                return
            }
            place = (place + 1) & (places.count - 1)
        }
        entries.append(entry)
        places[place] = UInt32(truncatingIfNeeded: entries.count)
    }

    private mutating func grow(_ entries: [CGIVariables.Entry], _ bytes: Span<UInt8>) {
        places = [UInt32](repeating: 0, count: places.count * 4)
        for number in entries.indices {
            var place = self.place(of: entries[number].name, in: bytes)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(truncatingIfNeeded: number + 1)
        }
    }

    /// Where the search for a name begins. The hash has a seed of the process's own, so that no peer can choose names
    /// that meet in one place.
    private func place(of name: Range<Int>, in bytes: Span<UInt8>) -> Int {
        var hasher = Hasher()
        unsafe bytes.extracting(name).withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize() & (places.count - 1)
    }
}

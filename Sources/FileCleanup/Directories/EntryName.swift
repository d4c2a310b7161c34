/// The name of an entry of a directory, with the zero byte at its end that the system wants.
struct EntryName: Sendable, Hashable {
    /// The name and a zero byte.
    let terminated: [UInt8]

    init(_ bytes: some Collection<UInt8>) {
        var terminated: [UInt8] = []
        terminated.reserveCapacity(bytes.count + 1)
        terminated.append(contentsOf: bytes)
        terminated.append(0)
        self.terminated = terminated
    }

    /// The name.
    var bytes: ArraySlice<UInt8> { terminated.dropLast() }
}

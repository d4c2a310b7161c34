import Daemons

/// How often a file was tried, as it is kept on disk: a line with the number of attempts and the file's birth, then its
/// name to the end. The record's own name is the number of the file's inode.
struct AttemptRecord: Sendable, Hashable {
    /// How often the file's program was started and has not ended well.
    var attempts: Int
    /// When the file was made; 0 where that is not known.
    var birth: Int64
    /// The file's name in the queue.
    var name: FileName

    /// The most bytes that a record has.
    static let longest = FileName.longest + 64

    init(attempts: Int, birth: Int64, name: FileName) {
        self.attempts = attempts
        self.birth = birth
        self.name = name
    }

    /// Reads a record.
    /// - Returns: nil if it is none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= AttemptRecord.longest, let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
            return nil
        }
        let numbers = String(decoding: bytes[..<end], as: UTF8.self).split(
            separator: " ", omittingEmptySubsequences: false)
        guard numbers.count == 2, let attempts = Int(numbers[0]), attempts >= 0, let birth = Int64(numbers[1]) else {
            return nil
        }
        let name = Array(bytes[(end + 1)...])
        guard !name.isEmpty, name.count <= FileName.longest, !name.contains(UInt8(ascii: "/")), !name.contains(0) else {
            return nil
        }
        self.init(attempts: attempts, birth: birth, name: FileName(name))
    }

    /// The record as it is kept.
    var bytes: [UInt8] { Array("\(attempts) \(birth)\n".utf8) + name.bytes }
}

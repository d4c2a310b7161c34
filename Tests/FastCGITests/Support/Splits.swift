import NIOCore

/// The ways in which bytes are fed to what is tested: as a whole, byte by byte, and cut at random.
enum Split: CaseIterable, CustomStringConvertible {
    case whole, bytes, random1, random2, random3

    var description: String {
        switch self {
        case .whole: "whole"
        case .bytes: "byte by byte"
        case .random1, .random2, .random3: "at random"
        }
    }

    func pieces(of bytes: ByteBuffer) -> [ByteBuffer] {
        switch self {
        case .whole: return [bytes]
        case .bytes: return cut(bytes) { 1 }
        case .random1: return random(bytes, seed: 1, most: 4)
        case .random2: return random(bytes, seed: 2, most: 30)
        case .random3: return random(bytes, seed: 3, most: 3000)
        }
    }

    private func random(_ bytes: ByteBuffer, seed: UInt64, most: Int) -> [ByteBuffer] {
        var generator = SeededGenerator(seed)
        return cut(bytes) { Int.random(in: 1...most, using: &generator) }
    }

    private func cut(_ bytes: ByteBuffer, _ length: () -> Int) -> [ByteBuffer] {
        var pieces: [ByteBuffer] = []
        var rest = bytes
        while let piece = rest.readSlice(length: min(length(), rest.readableBytes)), piece.readableBytes > 0 {
            // A buffer of its own, as a read from a socket gives it.
            pieces.append(ByteBuffer(bytes: piece.readableBytesView))
        }
        return pieces
    }
}

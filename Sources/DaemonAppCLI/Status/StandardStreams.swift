import ArgumentParser
import CLinux
import FoundationEssentials
import Glibc
import SystemPackage

/// Writing to the standard streams without the buffers of the C library.
enum StandardStreams {
    /// Opens `/dev/null` in the place of streams that are closed, so that nothing else takes their place. For the
    /// beginning, when no other thread is there.
    static func open() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            _ = unsafe Glibc.open("/dev/null", O_RDWR)
        }
    }

    /// Prints a line on the standard output.
    static func printLine(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    /// Prints a value as JSON on the standard output, for people too: indented, the keys sorted.
    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        printLine(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes the whole of what a command is for on the standard output.
    /// - Throws: the exit status 74 if it cannot be written, and says why on the standard error stream.
    static func writeOutput(_ text: String) throws {
        guard !write(text, to: STDOUT_FILENO) else { return }
        printErrorLine("the output cannot be written: \(Errno(rawValue: errno))")
        throw ExitCode.outputError
    }

    /// Prints a line on the standard error stream.
    static func printErrorLine(_ line: String) {
        write(line + "\n", to: STDERR_FILENO)
    }

    /// Writes all of a text; what cannot be written is lost.
    /// - Returns: whether all of it was written.
    @discardableResult
    static func write(_ text: String, to descriptor: CInt) -> Bool {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes all bytes; what cannot be written is lost.
    /// - Returns: whether all of them were written.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: CInt) -> Bool {
        count(writing: bytes[...], to: descriptor) == bytes.count
    }

    /// Writes bytes as far as they can be written, and waits where a reader is slow.
    /// - Returns: how many were written; if not all of them, `errno` says why.
    static func count(writing bytes: ArraySlice<UInt8>, to descriptor: CInt) -> Int {
        var rest = bytes
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody who shares the stream has made it non-blocking.
                var polls = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                unsafe poll(&polls, 1, 1000)
            } else if errno != EINTR {
                break
            }
        }
        return bytes.count - rest.count
    }

    /// Whether a stream is a terminal that shows colours, and the user has not asked for none.
    static func isColourful(_ descriptor: CInt) -> Bool {
        isatty(descriptor) == 1 && ProcessEnvironment.value("NO_COLOR") == nil
            && ProcessEnvironment.value("TERM") != "dumb"
    }
}

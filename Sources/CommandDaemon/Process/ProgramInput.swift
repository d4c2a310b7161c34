import CLinux
import Glibc
import SystemPackage

/// What a program reads from its standard input.
enum ProgramInput: Sendable, Hashable {
    /// Nothing: `/dev/null`.
    case nothing
    /// A text, which is all there from the start: nobody waits for the program to read it, or for the rest of it.
    case text(String)

    /// Opens it.
    /// - Returns: a descriptor of the caller's, close-on-exec.
    /// - Throws: what the system says.
    func open() throws(Errno) -> FileDescriptor {
        do {
            switch self {
            case .nothing:
                return try FileDescriptor.open(FilePath("/dev/null"), .readOnly, options: .closeOnExec)
            case .text(let text):
                let file = unsafe FileDescriptor(rawValue: clinux_memory_file("daemonapp-input"))
                guard file.rawValue >= 0 else { throw Errno(rawValue: errno) }
                do {
                    _ = try file.writeAll(text.utf8)
                    _ = try file.seek(offset: 0, from: .start)
                } catch {
                    try? file.close()
                    throw error
                }
                return file
            }
        } catch let error as Errno {
            throw error
        } catch {
            // These calls throw nothing else.
            throw .ioError
        }
    }
}

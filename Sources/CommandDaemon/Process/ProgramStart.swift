import CLinux
import Glibc
import Synchronization
import SystemPackage

/// A program with all that it is started with, as bytes: whatever the system takes can be handed on.
struct ProgramStart: Sendable, Hashable {
    /// The file that is run.
    var path: String
    /// The arguments, the program's name first.
    var arguments: [[UInt8]]
    /// The whole environment, each entry as `NAME=VALUE`.
    var environment: [[UInt8]]
    /// Where the program runs; nil: where the app does.
    var workingDirectory: String?

    /// Starts the program as the leader of a session and of a process group, with its output and errors going to pipes.
    /// Blocks until it has started.
    /// - Parameters:
    ///   - input: what the program reads from its standard input.
    ///   - shared: what the program gets as descriptor 3; nil: nothing.
    /// - Throws: the system's error, if the program cannot be started; then nothing of it is left.
    func start(
        input: ProgramInput = .nothing, sharing shared: FileDescriptor? = nil
    ) throws(Errno) -> StartedProgram {
        clinux_keep_ended_children()
        let input = try input.open()
        defer { try? input.close() }
        let output = try OutputPipe()
        let errors = try OutputPipe()
        let arguments = CStrings(arguments)
        let environment = CStrings(environment)
        var process: pid_t = 0
        let error = unsafe path.withCString { path in
            unsafe withOptionalCString(workingDirectory) { folder in
                var program = unsafe clinux_program(
                    path: path, arguments: arguments.pointers, environment: environment.pointers, folder: folder,
                    input: input.rawValue,
                    output: output.writer.rawValue, errors: errors.writer.rawValue, shared: shared?.rawValue ?? -1)
                return unsafe clinux_start(&program, &process)
            }
        }
        guard error == 0 else { throw Errno(rawValue: error) }
        return try StartedProgram(process, output: output, errors: errors)
    }
}

/// A program that has been started. Its process stays, running or a zombie, until it is reaped.
final class StartedProgram: Sendable {
    /// The number of its process, and of its group.
    let process: pid_t
    /// Can be read once the program has ended.
    let end: FileDescriptor
    /// The pipe from its standard output.
    let output: OutputPipe
    /// The pipe from its standard error stream.
    let errors: OutputPipe

    fileprivate init(_ process: pid_t, output: OutputPipe, errors: OutputPipe) throws(Errno) {
        self.process = process
        self.output = output
        self.errors = errors
        let descriptor = clinux_process_descriptor(process)
        let error = Errno(rawValue: errno)
        end = FileDescriptor(rawValue: descriptor)
        output.closeWriter()
        errors.closeWriter()
        guard descriptor >= 0 else {
            // Nothing would tell when it ends.
            kill(-process, SIGKILL)
            reap()
            throw error
        }
    }

    /// Lets the process go, which has ended: from now on its number may be given to another.
    func reap() {
        while waitpid(process, nil, 0) < 0 && errno == EINTR {}
    }

    deinit {
        if end.rawValue >= 0 { try? end.close() }
    }
}

/// A pipe that a program writes to.
final class OutputPipe: Sendable {
    /// What the program has written; does not block.
    let reader: FileDescriptor
    /// What the program gets.
    let writer: FileDescriptor
    private let isWriterOpen = Atomic(true)

    init() throws(Errno) {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe2(&ends, O_CLOEXEC) == 0 else { throw Errno(rawValue: errno) }
        (reader, writer) = (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
        _ = fcntl(reader.rawValue, F_SETFL, O_NONBLOCK)
    }

    /// Leaves the pipe to the program.
    func closeWriter() {
        if isWriterOpen.exchange(false, ordering: .relaxed) { try? writer.close() }
    }

    deinit {
        closeWriter()
        try? reader.close()
    }
}

/// Strings for C, with a null pointer after the last.
@safe private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [[UInt8]]) {
        count = strings.count
        unsafe pointers = .allocate(capacity: count + 1)
        for (index, string) in strings.enumerated() {
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.count + 1)
            for (offset, byte) in string.enumerated() { unsafe copy[offset] = CChar(bitPattern: byte) }
            unsafe copy[string.count] = 0
            unsafe (pointers + index).initialize(to: copy)
        }
        unsafe (pointers + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { unsafe pointers[index]?.deallocate() }
        unsafe pointers.deallocate()
    }
}

private func withOptionalCString<Result>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
) -> Result {
    guard let text else { return body(nil) }
    return unsafe text.withCString { unsafe body($0) }
}

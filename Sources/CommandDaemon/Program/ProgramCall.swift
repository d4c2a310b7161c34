/// A program and its arguments, as a command names them.
struct ProgramCall: Sendable, Hashable {
    /// The program: a path, or a name to be looked up on `PATH`.
    var program: String
    /// What the program gets as its arguments, each verbatim.
    var arguments: [String]

    /// A program and its arguments.
    init(program: String, arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    /// A command split at runs of space; nothing is quoted. Nil if there is nothing in it.
    init?(splitting command: String) {
        let words = command.split(separator: " ").map(String.init)
        guard let program = words.first else { return nil }
        self.program = program
        arguments = Array(words.dropFirst())
    }

    /// A script for the shell, which sees what is added to the arguments as `$1`, `$2` and so on. Nil if it is blank.
    init?(shell script: String) {
        guard script.contains(where: { $0 != " " }) else { return nil }
        program = "/bin/sh"
        arguments = ["-c", script, "/bin/sh"]
    }
}

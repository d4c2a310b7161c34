import Subprocess
import SystemPackage
import Testing

/// Python's own logging, to compare with.
enum Python {
    /// Runs a program.
    /// - Returns: what it writes, split at zero bytes.
    static func texts(of program: String, _ arguments: [String], zone: String? = nil) async throws -> [String] {
        let environment = zone.map { Environment.inherit.updating(["TZ": $0]) } ?? .inherit
        let result = try await Subprocess.run(
            .path("/usr/bin/env"), arguments: Arguments(["python3", "-c", program] + arguments),
            environment: environment, output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
        try #require(result.terminationStatus == .exited(0), "\(result.standardError)")
        return result.standardOutput.split(separator: "\0", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }
}

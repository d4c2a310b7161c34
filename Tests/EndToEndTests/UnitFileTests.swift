import Glibc
import Subprocess
import SystemPackage
import Testing

/// The program that judges units.
private enum ServiceJudge {
    static let path = "/usr/bin/systemd-analyze"
    static let isThere = unsafe access(path, X_OK) == 0
}

/// The unit file for systemd, as far as `systemd-analyze` can judge it.
@Suite(.timeLimit(.minutes(5)), .enabled(if: ServiceJudge.isThere, "systemd-analyze is not installed"))
struct UnitFileTests {
    let folder: TestFolder
    let unit: String

    init() throws {
        folder = try TestFolder()
        var package = FilePath(#filePath)
        for _ in 0..<3 { package.removeLastComponent() }
        var text = try TestFolder.text(of: package.appending("Packaging/systemd/daemonapp@.service").string)
        // What `make install` does for another prefix.
        text.replace("/usr/local/bin/daemonapp", with: Binary.path)
        unit = try folder.write("daemonapp@foo.service", text)
    }

    private func analyze(_ arguments: String...) async throws -> Ended {
        let result = try await Subprocess.run(
            .path(FilePath(ServiceJudge.path)), arguments: Arguments(arguments + [unit]), input: .none,
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return Ended(
            status: Ended.status(result.terminationStatus), output: result.standardOutput,
            errors: result.standardError)
    }

    @Test func itIsRight() async throws {
        let ended = try await analyze("verify", "--man=no", "--recursive-errors=no")
        #expect(ended.status == 0)
        #expect(ended.errors.isEmpty)
    }

    /// The guide says 1.6, of 10 for a service that may do anything.
    @Test func itIsHardened() async throws {
        let ended = try await analyze("security", "--offline=true", "--no-pager", "--threshold=20")
        #expect(ended.status == 0, "\(ended.output.suffix(200))")
    }

    @Test func itsCommandLineSetsTheSocket() async throws {
        let socket = folder["control.sock"]
        let file = try folder.write(
            "foo.conf",
            "<DaemonApp foo>\nShutdownAfter 10m\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>\n</DaemonApp>\n")
        let arguments = ["run", file, "--set", "foo/ControlSocket=\(socket)"]
        let ended = try await Binary.start(arguments + TestFolder.verbose, socket: socket) { app in
            try await app.event("start")
            #expect(try await app.status()["app"] == "foo")
            _ = try await app.ask("stop")
        }
        #expect(ended.status == 0)
    }
}

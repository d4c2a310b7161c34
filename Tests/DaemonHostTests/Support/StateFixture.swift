import DaemonAppTesting
import Daemons
import EventLoopServices
import FoundationEssentials
import Glibc
import Scheduling
import Synchronization
import SystemPackage

@testable import DaemonHost

/// A state directory on the disk, and a wall clock that goes with the manual ones unless it is set.
final class StateFixture: Sendable {
    let path: FilePath
    private let folder: TemporaryFolder
    private let wall = Mutex(StateFixture.epoch)
    private let directory = Mutex<StateDirectory?>(nil)

    init() throws {
        folder = try TemporaryFolder()
        path = FilePath(folder["state"])
    }

    /// The wall clock is set, forth or back.
    func stepClock(by seconds: Double) {
        wall.withLock { $0 += seconds }
    }

    /// Runs an app with this state.
    /// - Parameter length: how long its start takes, from the first instant of its schedule on.
    func app(
        _ wanted: [WantedDaemon], _ parameters: AppParameters = AppParameters(), starting length: Duration = .zero
    ) throws -> HostedApp {
        let reactor = ManualReactor()
        let date = DateSource { [self] in
            Date(timeIntervalSince1970: wall.withLock { $0 } + Double(reactor.now.nanoseconds) / 1e9)
        }
        let slowness: DaemonApp.Observer = { event in
            if case .start = event.kind { reactor.pass(length) }
        }
        return try HostedApp(
            wanted, parameters, state: try open(), date: date, reactor: reactor, observers: [slowness])
    }

    /// The directory, which stays locked: one app after the other uses it.
    func open() throws -> StateDirectory {
        try directory.withLock { directory in
            if let directory { return directory }
            let new = try StateDirectory(path)
            directory = new
            return new
        }
    }

    /// Stops an app; the wall clock stays where it was, and then so much time passes.
    func stop(_ app: HostedApp, thenPass seconds: Double = 0) async {
        let elapsed = Double(app.reactor.now.nanoseconds) / 1e9
        await app.stop()
        stepClock(by: elapsed + seconds)
    }

    /// What the wall clock says when the fixture is made: seconds since 1970.
    static let epoch = 1_700_000_000.0

    // MARK: Files

    var file: FilePath { path.appending("state.json") }

    func kept() throws -> [String: KeptDaemon] {
        let state = try KeptState(json: try [UInt8](Data(contentsOf: URL(filePath: file.string))))
        return Dictionary(uniqueKeysWithValues: state.daemons.map { ($0.name, $0) })
    }

    /// What is kept, once anything has been written.
    func written() async throws -> [String: KeptDaemon] {
        while !exists("state.json") {
            try Task.checkCancellation()
            await Task.yield()
        }
        return try kept()
    }

    /// The path of something in the directory.
    func path(of name: String) -> String { path.appending(name).string }

    /// Makes a folder in the place of whatever is there, with a file in it unless it is to be empty.
    func makeFolder(_ name: String, isEmpty: Bool = false) throws {
        if exists(name) { try FileManager.default.removeItem(atPath: path(of: name)) }
        try FileManager.default.createDirectory(atPath: path(of: name), withIntermediateDirectories: false)
        if !isEmpty { try Data("inside".utf8).write(to: URL(filePath: path(of: name + "/file"))) }
    }

    func exists(_ name: String) -> Bool {
        unsafe access(path.appending(name).string, F_OK) == 0
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path.appending(name).string)), as: UTF8.self)
    }

    /// The directory as an app would have left it, with a state of that text.
    func leave(_ text: String) throws {
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file.string))
    }

    /// Tells a written state from another one.
    func stamp() -> [Int] {
        var status = stat()
        guard unsafe stat(file.string, &status) == 0 else { return [] }
        return [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
}

import Glibc
import Testing

/// Queues of apps that are killed at any instant: no file is lost, and none is served twice at a time.
@Suite(.timeLimit(.minutes(10))) struct QueueKillTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        for name in ["queue", "locks"] { try #require(unsafe mkdir(folder[name], 0o755) == 0) }
    }

    @Test func aHundredKillsLoseNothing() async throws {
        try await expectAllServed(byApps: 1, kills: 100)
    }

    @Test func twoAppsOnOneFolderLoseNothing() async throws {
        try await expectAllServed(byApps: 2, kills: 50)
    }

    /// Each app is started and killed again and again while files arrive, and at last may do what is left.
    private func expectAllServed(byApps count: Int, kills: Int) async throws {
        try folder.write("serve", serve, mode: 0o755)
        let apps = 1...count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for app in apps { group.addTask { try await killAgainAndAgain("app\(app)", kills) } }
            try await group.waitForAll()
        }
        let record = try TestFolder.text(of: folder["record"]).split(separator: "\n").map(String.init)
        #expect(record.filter { $0.hasPrefix("twice") } == [])
        let served = Set(record.filter { $0.hasPrefix("end ") }.map { String($0.dropFirst(4)) })
        let expected = Set(apps.flatMap { app in (1...kills).flatMap { ["app\(app)-\($0)-a", "app\(app)-\($0)-b"] } })
        #expect(served == expected)
        #expect(TestFolder.names(in: folder["queue"]) == [".daemonapp"])
        #expect(TestFolder.names(in: folder["queue/.daemonapp"]) == [])
        // Else no program was running at any of the kills.
        #expect(record.filter { $0.hasPrefix("start ") }.count > expected.count)
    }

    private func killAgainAndAgain(_ app: String, _ kills: Int) async throws {
        let socket = folder["\(app).sock"]
        let configuration = try folder.write(
            "\(app).conf",
            """
            <DaemonApp \(app)>
            ControlSocket \(socket)
            <Command orders>
            RunEvery 0.02s
            QueueDirectory \(folder["queue"])
            Attempts 100000
            Command \(folder["serve"])
            </Command>
            </DaemonApp>
            """)
        let ended = try await Binary.start(
            ["run", configuration, "--log-format", "json"], socket: socket,
            environment: ["FOLDER": folder.path, "APP": app, "KILLS": "\(kills)"], by: killing
        ) { running in
            try await running.outputLine("the last")
            try await running.until {
                TestFolder.names(in: folder["queue"]) == [".daemonapp"]
                    && TestFolder.names(in: folder["queue/.daemonapp"]).isEmpty
            }
            #expect(try await running.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
    }

    /// Starts the app and kills it after 0 to 0.25 seconds, as often as wanted; each time two files arrive. Then becomes
    /// the app.
    private let killing = """
        arrive() { echo "$1" > "$FOLDER/queue/.$1" && mv "$FOLDER/queue/.$1" "$FOLDER/queue/$1"; }
        i=0
        while [ $i -lt $KILLS ]; do
            i=$((i + 1))
            "$0" "$@" & app=$!
            arrive $APP-$i-a
            sleep $(printf 0.%03d $(($(od -An -N2 -tu2 /dev/urandom) % 250)))
            kill -KILL $app
            arrive $APP-$i-b
            wait $app
        done 2> /dev/null
        echo '{"event":"output","line":"the last"}' >&2
        exec "$0" "$@"
        """

    /// Writes down its start and its end, and whether another one has the same file.
    private let serve = """
        #!/bin/sh
        name=${1##*/}
        exec 9> "$FOLDER/locks/$name"
        flock -n 9 || echo "twice $name" >> "$FOLDER/record"
        echo "start $name" >> "$FOLDER/record"
        sleep 0.08
        [ "$(cat "$1")" = "$name" ] && echo "end $name" >> "$FOLDER/record"
        """
}

import Glibc
import Testing

/// What people are told of failures, and when.
@Suite(.timeLimit(.minutes(5))) struct OnFailureTests {
    let folder: TestFolder
    let lifeline: Lifeline

    init() throws {
        folder = try TestFolder()
        lifeline = try Lifeline(in: folder)
        // Writes down what it is told: a file for each call, named for the daemon and the event.
        try folder.write(
            "tell",
            """
            #!/bin/sh
            file="\(folder.path)/$DAEMONAPP_DAEMON.$DAEMONAPP_EVENT"
            { env | grep ^DAEMONAPP_ | sort; echo "arguments: $*"; cat; } >> "$file.new"
            mv "$file.new" "$file"
            echo "$DAEMONAPP_DAEMON told $DAEMONAPP_EVENT $1"
            """, mode: 0o755)
    }

    /// A daemon whose runs fail as long as a file is there, and work otherwise.
    private func flaky(_ name: String, _ keys: String = "") -> String {
        """
        <Command \(name)>
        RunEvery 0.1s
        \(keys)
        Shell yes
        Command echo went $$0; echo trouble >&2; ! test -e \(folder["broken"])
        </Command>
        """
    }

    private func told(_ name: String) throws -> [String] {
        try TestFolder.text(of: folder[name]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func onceForAStreakAndOnceOnRecovery() async throws {
        try folder.write("broken", "")
        let ended = try await folder.run("OnFailure \(folder["tell"]) app\n" + flaky("flaky")) { app in
            try await app.outputLine("flaky told failure app")
            // A few more failures, of which nobody is told.
            try await app.record { $0["event"] == "finish" && $0["run"].flatMap(\.number) ?? 0 >= 4 }
            unsafe unlink(folder["broken"])
            try await app.outputLine("flaky told recovery app")
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        #expect(ended.records.count { $0["program"] == "OnFailure" && $0["event"] == "output" } == 2)

        let error = "/bin/sh: exit status 1; last output: trouble"
        let failure = try told("flaky.failure")
        #expect(
            Array(failure.prefix(6)) == [
                "DAEMONAPP_APP=foo", "DAEMONAPP_DAEMON=flaky", "DAEMONAPP_ERROR=\(error)", "DAEMONAPP_EVENT=failure",
                "DAEMONAPP_FAILURES=1", "DAEMONAPP_RUN=1",
            ])
        let since = try #require(failure.first { $0.hasPrefix("DAEMONAPP_SINCE=") })
        #expect(since.wholeMatch(of: /DAEMONAPP_SINCE=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(Array(failure[7...9]) == ["arguments: app", "foo: flaky fails: \(error)", ""])
        #expect(failure.contains("    trouble"))

        let recovery = try told("flaky.recovery")
        // The stop may have cut off one more.
        let failures = ended.records.filter { $0["event"] == "finish" }.prefix { $0["outcome"] == "failed" }.count
        #expect(failures >= 4)
        #expect(recovery.contains("DAEMONAPP_FAILURES=\(failures)"))
        #expect(recovery.contains("DAEMONAPP_RUN=\(failures + 1)"))
        #expect(recovery.contains(since))
        #expect(recovery.contains("foo: flaky works again after \(failures) failures"))
    }

    @Test func theDaemonsOwnGoesBeforeThatOfTheApp() async throws {
        try folder.write("broken", "")
        let daemons = flaky("one", "OnFailure \(folder["tell"]) own") + "\n" + flaky("two")
        let ended = try await folder.run("OnFailure \(folder["tell"]) app\n" + daemons) { app in
            try await app.outputLine("one told failure own")
            try await app.outputLine("two told failure app")
            app.signal(SIGTERM)
        }
        #expect(ended.records.count { $0["program"] == "OnFailure" && $0["event"] == "output" } == 2)
    }

    @Test func aPauseByFailureLimitIsSaid() async throws {
        try folder.write("broken", "")
        try await folder.run(flaky("flaky", "FailureLimit 1\nOnFailure \(folder["tell"])")) { app in
            try await app.outputLine("flaky told failure ")
            app.signal(SIGTERM)
        }
        #expect(
            try told("flaky.failure").contains {
                $0.hasPrefix("It is paused, because FailureLimit (1) is reached.")
            })
    }

    @Test func whatTheStopCancelsIsNoFailure() async throws {
        let command = "<Command long>\nRunEvery 1h\nShell yes\nCommand echo up; exec sleep 1000\n</Command>"
        let ended = try await folder.run("OnFailure \(folder["tell"])\n" + command) { app in
            try await app.outputLine("up")
            app.signal(SIGTERM)
        }
        #expect(ended.records.contains { $0["event"] == "finish" && $0["outcome"] == "failed" })
        #expect(!folder.has("long.failure"))
    }

    @Test func theStopWaitsForWhoIsJustTold() async throws {
        try folder.write("broken", "")
        let gate = try folder.fifo("gate")
        let hook = try folder.write(
            "slow", "#!/bin/sh\necho begun; read x < \(gate); echo done; touch \(folder["finished"])\n", mode: 0o755)
        let ended = try await folder.run("GracePeriod 10m\n" + flaky("flaky", "OnFailure \(hook)")) { app in
            try await app.outputLine("begun")
            app.signal(SIGTERM)
            try await app.event("stop")
            try folder.write("gate", "go\n")
            try await app.outputLine("done")
        }
        #expect(ended.status == 0)
        #expect(folder.has("finished"))
        #expect(LogRecord(ended.output)?["reason"] == "signal")
    }

    @Test func theStopWaitsNoLongerThanTheGrace() async throws {
        let ended = try await folder.run("GracePeriod 0.3s\n" + hanging) { app in
            try await app.outputLine("hanging")
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        try await lifeline.untilCut()
    }

    @Test func aSecondSignalEndsTheWait() async throws {
        let ended = try await folder.run("GracePeriod 1h\n" + hanging) { app in
            try await app.outputLine("hanging")
            app.signal(SIGTERM)
            try await app.event("stop")
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        try await lifeline.untilCut()
    }

    @Test func theScheduleWaitsForNobody() async throws {
        let ended = try await folder.run("GracePeriod 0s\n" + hanging) { app in
            try await app.outputLine("hanging")
            try await app.record { $0["event"] == "finish" && $0["run"].flatMap(\.number) ?? 0 >= 5 }
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        try await lifeline.untilCut()
    }

    /// A daemon that fails, and a program that neither reads what it is told nor ends on TERM.
    private var hanging: String {
        get throws {
            try folder.write("broken", "")
            let hook = try folder.write(
                "hang",
                "#!/bin/sh\nexec 3> \(lifeline.path)\ntrap '' TERM\necho hanging\nwhile :; do sleep 1000; done\n",
                mode: 0o755)
            return flaky("flaky", "OnFailure \(hook)")
        }
    }
}

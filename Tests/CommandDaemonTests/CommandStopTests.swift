import DaemonAppTesting
import Daemons
import EventLoopServices
import Glibc
import Testing

@testable import CommandDaemon

/// Ends of programs and of what they leave behind.
@Suite(.timeLimit(.minutes(5))) struct CommandStopTests {
    let fixture: CommandFixture

    init() throws {
        fixture = try CommandFixture()
    }

    @Test func cancellationTerminates() async throws {
        let fifo = try fixture.fifo("silent")
        let script = "trap 'echo bye; exit 0' TERM; exec 3<>\(fifo.path); echo ready; read x <&3"
        let run = fixture.start(try .shell(script))
        await fixture.log.waitFor("ready")
        run.outcome.cancel()
        await #expect(throws: CancellationError.self) { try await run.outcome.value }
        #expect(fixture.log.lines() == ["ready", "bye"])
        #expect(fixture.services.pendingCalls == 0)
    }

    @Test func aProgramThatIgnoresTermIsKilled() async throws {
        let script = "trap '' TERM; echo ready; while :; do sleep 100; done"
        let run = fixture.start(try .shell(script).with { $0.killAfter = .milliseconds(200) })
        await fixture.log.waitFor("ready")
        let asked = fixture.services.now
        run.outcome.cancel()
        await #expect(throws: CancellationError.self) { try await run.outcome.value }
        #expect(fixture.services.now >= asked.advanced(byNanoseconds: 200_000_000))
    }

    @Test func cancellationBeforeTheStartStartsNothing() async throws {
        let fixture = fixture
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await CommandRunner(.shell("echo started")).run(
                DaemonContext(name: "command", log: fixture.log.logger, services: fixture.services))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(fixture.log.outputs.isEmpty)
    }

    @Test func cancellationEndsTheWholeGroup() async throws {
        let fifo = try fixture.fifo("alive")
        let script = "(trap '' TERM; exec 3>\(fifo.path); echo ready; sleep 100; sleep 100) & wait"
        let run = fixture.start(try .shell(script).with { $0.killAfter = .milliseconds(200) })
        async let abandoned: Void = fifo.untilAbandoned()
        await fixture.log.waitFor("ready")
        run.outcome.cancel()
        await #expect(throws: CancellationError.self) { try await run.outcome.value }
        try await abandoned
    }

    @Test func theRunEndsWithTheProgramAndNotWithItsPipe() async throws {
        let (alive, gate) = (try fixture.fifo("alive"), try fixture.fifo("gate"))
        async let abandoned: Void = alive.untilAbandoned()
        let script = "(trap '' TERM; exec 3>\(alive.path); echo child; exec sleep 100) & read x <\(gate.path); echo $!"
        let run = fixture.start(try .shell(script).with { $0.killAfter = .seconds(600) })
        await fixture.log.waitFor("child")
        try fixture.file("gate", "go\n")
        #expect(try await run.outcome.value == .worked(units: 1))
        let child = try #require(fixture.log.lines().last.flatMap { pid_t($0) })
        #expect(fixture.log.lines() == ["child", "\(child)"])
        #expect(kill(child, SIGKILL) == 0)
        try await abandoned
    }

    @Test func whatIsLeftAndIgnoresTermIsKilled() async throws {
        let fifo = try fixture.fifo("alive")
        async let abandoned: Void = fifo.untilAbandoned()
        let script = "trap '' TERM; exec 3>\(fifo.path); sleep 100 >/dev/null 2>&1 & exit 0"
        let settings = try CommandSettings.shell(script).with { $0.killAfter = .milliseconds(100) }
        #expect(try await fixture.run(settings) == .worked(units: 1))
        try await abandoned
    }

    @Test func whatIsLeftGetsTermAtOnce() async throws {
        let fifo = try fixture.fifo("alive")
        async let abandoned: Void = fifo.untilAbandoned()
        let settings = try CommandSettings.shell("exec 3>\(fifo.path); sleep 100 >/dev/null 2>&1 & exit 0")
        #expect(try await fixture.run(settings.with { $0.killAfter = .seconds(600) }) == .worked(units: 1))
        try await abandoned
    }

    @Test func aFloodOfAnOrphanDoesNotHoldTheRun() async throws {
        let gate = try fixture.fifo("gate")
        let script = "(trap '' TERM; exec yes) & read x <\(gate.path)"
        let run = fixture.start(
            try .shell(script).with {
                $0.killAfter = .milliseconds(500)
                $0.maximumOutput = 10
            })
        await fixture.log.waitFor("y")
        try fixture.file("gate", "go\n")
        #expect(try await run.outcome.value == .worked(units: 1))
        #expect(fixture.log.lines().last?.hasSuffix("bytes more were dropped]") == true)
    }

    @Test func whatLeavesTheGroupIsNotFollowed() async throws {
        let fifo = try fixture.fifo("alive")
        let script = "setsid sh -c 'exec 3>\(fifo.path); echo away; read x <\(fifo.path).go' & read x <\(fifo.path).on"
        for name in ["alive.go", "alive.on"] { _ = try fixture.fifo(name) }
        async let abandoned: Void = fifo.untilAbandoned()
        let run = fixture.start(try .shell(script).with { $0.killAfter = .milliseconds(100) })
        await fixture.log.waitFor("away")
        run.outcome.cancel()
        await #expect(throws: CancellationError.self) { try await run.outcome.value }
        try fixture.file("alive.go", "go\n")
        try await abandoned
    }

    @Test func closedOutputDoesNotEndTheRun() async throws {
        let gate = try fixture.fifo("gate")
        let run = fixture.start(try .shell("echo closing; exec >&- 2>&-; read x <\(gate.path); exit 3"))
        await fixture.log.waitFor("closing")
        try fixture.file("gate", "go\n")
        let error = await #expect(throws: CommandError.self) { try await run.outcome.value }
        #expect(error?.reason == "exit status 3")
    }

    @Test func theCutOffKills() async throws {
        let fifo = try fixture.fifo("alive")
        async let abandoned: Void = fifo.untilAbandoned()
        let script = "trap '' TERM; exec 3>\(fifo.path); echo ready; while :; do sleep 100; done"
        let run = fixture.start(try .shell(script).with { $0.killAfter = .seconds(600) })
        await fixture.log.waitFor("ready")
        run.outcome.cancel()
        run.cutOff.perform()
        await #expect(throws: CancellationError.self) { try await run.outcome.value }
        try await abandoned
        #expect(fixture.services.pendingCalls == 0)
    }
}

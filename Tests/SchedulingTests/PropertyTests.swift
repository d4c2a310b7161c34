import Scheduling
import Testing

/// Random schedules, each step of which is compared with the rules.
@Suite struct PropertyTests {
    static let blocks = 8
    static let seedsPerBlock = 60

    /// Every start is the first by the full rule; nobody has two runs; floors are not overbooked; waits, stops and
    /// exit records are what the rules say, at each instant, also while parameters change, daemons come with a past, and
    /// other schedulers go on with what is known of the one before.
    @Test(arguments: 0..<blocks)
    func everyStepIsAsTheRulesSay(block: Int) {
        var runCount = 0
        var migrationCount = 0
        for seed in block * PropertyTests.seedsPerBlock..<(block + 1) * PropertyTests.seedsPerBlock {
            var schedule = RandomSchedule(seed: UInt64(seed))
            do {
                try schedule.play(instants: 150)
            } catch {
                Issue.record("seed \(seed), at \(schedule.naive.now): \(error)")
            }
            runCount += schedule.runCount
            migrationCount += schedule.migrationCount
        }
        #expect(runCount > 1000)
        #expect(migrationCount > 50)
    }

    /// The random schedules come to all ends there are.
    @Test func allEndsAreReached() {
        var reasons: Set<StopReason?> = []
        for seed in 0..<UInt64(PropertyTests.seedsPerBlock) {
            var schedule = RandomSchedule(seed: seed)
            try? schedule.play(instants: 150)
            reasons.insert(schedule.record?.reason)
        }
        #expect(reasons == Set(StopReason.allCases.map(Optional.some) + [nil]))
    }
}

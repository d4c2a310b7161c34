import EventLog
import Testing

/// When files are put aside, and what becomes of the old ones.
@Suite(.timeLimit(.minutes(5))) struct RotationTests {
    private static let utc = LocalClock { _ in 0 }
    private static let units: [(String, TimedRotation.Unit)] =
        [("S", .second), ("M", .minute), ("H", .hour), ("D", .day), ("MIDNIGHT", .midnight)]
        + (0...6).map { ("W\($0)", .weekday($0)) }

    /// Says for each pair of `when` and a time when Python would put a file aside.
    private let program = """
        import logging.handlers, sys, tempfile, time
        with tempfile.TemporaryDirectory() as folder:
            handlers = {}
            for when, now in zip(sys.argv[1::2], sys.argv[2::2]):
                handler = handlers.get(when)
                if handler is None:
                    handler = handlers[when] = logging.handlers.TimedRotatingFileHandler(
                        folder + "/x", when=when, backupCount=1, delay=True)
                due = handler.computeRollover(int(now))
                suffix = time.strftime(handler.suffix, time.localtime(due - handler.interval))
                sys.stdout.write(f"{due} {suffix}\\0")
        """

    @Test func filesArePutAsideWhenPythonDoesIt() async throws {
        var cases: [(name: String, unit: TimedRotation.Unit, time: Int)] = []
        var time = 86_400 * 365 * 20
        for round in 0..<60 {
            // Times of all kinds: on a boundary, just before it, and anywhere; up to the year 2060 or so.
            for (name, unit) in Self.units {
                cases.append((name, unit, time))
                time += [1, 86_399, 86_400, 3_599, 1_234_567, 59, 3_600_000][(round + time) % 7]
            }
            if round % 7 == 0 { time -= time % 86_400 }
        }
        let expected = try await Python.texts(of: program, cases.flatMap { [$0.name, "\($0.time)"] }, zone: "UTC")
        try #require(expected.count == cases.count)
        for (one, expected) in zip(cases, expected) {
            let rotation = TimedRotation(one.unit)
            let due = rotation.next(after: one.time, in: Self.utc)
            #expect("\(due) \(rotation.suffix(rotatedAt: due, in: Self.utc))" == expected, "\(one.name) \(one.time)")
        }
    }

    @Test func intervalsCountUnits() {
        let monday = 1_700_438_400 + 3600  // 20 November 2023, 01:00
        let day = 86_400
        #expect(TimedRotation(.second, count: 7).next(after: 3, in: Self.utc) == 10)
        #expect(TimedRotation(.hour, count: 6).next(after: monday, in: Self.utc) == monday + 6 * 3600)
        #expect(TimedRotation(.midnight, count: 3).next(after: monday, in: Self.utc) == monday - 3600 + 3 * day)
        #expect(TimedRotation(.weekday(0), count: 2).next(after: monday, in: Self.utc) == monday - 3600 + 8 * day)
    }

    @Test func midnightIsMidnightAlsoWhenTheClocksChange() {
        // Central Europe: an hour ahead, two from the last Sunday of March 2024 (31st, 01:00 UTC) to that of October.
        let clock = LocalClock { (1_711_846_800..<1_729_990_800).contains($0) ? 7200 : 3600 }
        let midnight = TimedRotation(.midnight)
        let spring = 1_711_839_600  // 31 March 2024, 00:00
        #expect(midnight.next(after: spring, in: clock) == spring + 23 * 3600)
        #expect(midnight.next(after: spring + 5 * 3600, in: clock) == spring + 23 * 3600)
        let autumn = 1_729_980_000  // 27 October 2024, 00:00
        #expect(midnight.next(after: autumn - 1, in: clock) == autumn)
        #expect(midnight.next(after: autumn, in: clock) == autumn + 25 * 3600)
        #expect(midnight.suffix(rotatedAt: autumn + 25 * 3600, in: clock) == "2024-10-27")
    }

    @Test func theOldestGo() {
        let names = [
            "a.log", "a.log.1", "a.log.2024-01-01", "a.log.2024-01-02", "a.log.2024-01-02.1", "a.log.2024-01-03",
            "a.log.2024-01-03.gz", "a.log.2023", "b.log.2020-01-01", "a.log.2024-01-0x", "a.log.2024-01-01_10",
            "a.log.2023-12-31",
        ]
        let rotation = TimedRotation(.midnight)
        #expect(
            rotation.outdated(names, of: "a.log", keeping: 2)
                == ["a.log.2023-12-31", "a.log.2024-01-01", "a.log.2024-01-02"])
        #expect(rotation.outdated(names, of: "a.log", keeping: 5) == [])
        #expect(TimedRotation(.hour).outdated(names, of: "a.log", keeping: 0) == ["a.log.2024-01-01_10"])
    }

    @Test func aFileIsPutAsideBeforeItGetsTooLarge() {
        #expect(!SizedRotation.isDue(size: 0, adding: 1000, maximum: 10))
        #expect(!SizedRotation.isDue(size: 5, adding: 4, maximum: 10))
        #expect(SizedRotation.isDue(size: 5, adding: 5, maximum: 10))
        #expect(SizedRotation.isDue(size: 50, adding: 5, maximum: 10))
    }

    @Test(
        arguments: [
            (1, [], ["0-1"]), (1, [1], ["0-1"]), (3, [], ["0-1"]), (3, [1], ["1-2", "0-1"]),
            (3, [1, 2], ["2-3", "1-2", "0-1"]), (3, [1, 2, 3], ["2-3", "1-2", "0-1"]), (3, [2, 3], ["0-1"]),
            (.max, [1, 2, 4], ["2-3", "1-2", "0-1"]),
        ] as [(Int, [Int], [String])])
    func oldFilesMoveUp(keeping: Int, present: [Int], renames: [String]) {
        let moves = SizedRotation.renames(keeping: keeping) { present.contains($0) }
        #expect(moves.map { "\($0.from)-\($0.to)" } == renames)
    }
}

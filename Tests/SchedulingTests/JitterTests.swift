import Testing

@testable import Scheduling

/// Jitter lengthens the wait of a finish by a random share of itself.
@Suite struct JitterTests {
    /// Gives the same 64 bits over and over.
    struct Constant: RandomNumberGenerator {
        var bits: UInt64
        func next() -> UInt64 { bits }
    }

    @Test func theGeneratorIsSplitMix64() {
        var generator = SplitMix64(seed: 7)
        let outputs: [UInt64] = [0x63cb_e1e4_5932_0dd7, 0x044c_3cd7_f43c_661c, 0xe698_4080_bab1_2a02]
        #expect(outputs.map { _ in generator.next() } == outputs)
    }

    /// The numbers are worked out by hand beside the golden traces.
    @Test func waitsAreLengthenedByTheSharesOfTheSeed() {
        let timeline = Timeline()
        timeline.generator = SplitMix64(seed: 7)
        timeline.add("alpha", .init(runEvery: 10.s, jitter: Jitter(0.5)))
        timeline.add("beta", .init(runEvery: 10.s))
        timeline.add(
            "gamma", .init(runEvery: 8.s, maximumIdle: 8.s, minimumIdle: 4.s, jitter: Jitter(1)),
            .returning(.worked(), .idle()))
        timeline.pass(25.s)
        #expect(timeline.waits(of: "alpha") == [11_949_148_742, 12_914_651_465, 11_247_157_611].map(\.ns))
        #expect(timeline.waits(of: "beta") == [10, 10, 10].map(\.s))
        #expect(timeline.waits(of: "gamma") == [4_067_153_178, 15_206_085_445, 11_619_535_160].map(\.ns))
    }

    typealias Product = (wait: Nanoseconds, share: Double, bits: UInt64, lengthened: Nanoseconds)

    static let products: [Product] = [
        (wait: 10.ns, share: 1.0, bits: 0, lengthened: 10.ns),
        (wait: 10.ns, share: 1, bits: .max, lengthened: 20.ns),  // u is just less than 1: 19.99…, rounded
        (wait: 10.ns, share: 0.5, bits: 1 << 63, lengthened: 13.ns),  // u = 1/2: 12.5, away from zero
        (wait: 11.ns, share: 0.5, bits: 1 << 62, lengthened: 12.ns),  // u = 1/4: 12.375
        (wait: 10.ns, share: 0x1p-1074, bits: .max, lengthened: 10.ns),  // the least share there is
        (wait: Nanoseconds(.max - 1), share: 1, bits: .max, lengthened: .forever),
        (wait: Nanoseconds(1 << 62), share: 0x1p-10, bits: 1 << 63, lengthened: Nanoseconds((1 << 62) + (1 << 51))),
        (wait: Nanoseconds(1 << 62), share: 0x1p-61, bits: 1 << 63, lengthened: Nanoseconds((1 << 62) + 1)),
        (wait: Nanoseconds(1 << 62), share: 0x1p-62, bits: 1 << 63, lengthened: Nanoseconds((1 << 62) + 1)),  // half
        (wait: Nanoseconds(1 << 62), share: 0x1p-63, bits: 1 << 63, lengthened: Nanoseconds(1 << 62)),  // a quarter
        (wait: Nanoseconds(1 << 22), share: 0x1p-22, bits: 1 << 63, lengthened: Nanoseconds((1 << 22) + 1)),  // half
        (wait: Nanoseconds(1 << 23), share: 0x1p-23, bits: 1 << 63, lengthened: Nanoseconds((1 << 23) + 1)),
        (wait: Nanoseconds(1 << 24), share: 0x1p-24, bits: 1 << 63, lengthened: Nanoseconds((1 << 24) + 1)),
    ]

    @Test(arguments: products)
    func theProductIsExactAndRoundedOnce(wait: Nanoseconds, share: Double, bits: UInt64, lengthened: Nanoseconds) {
        var generator = Constant(bits: bits)
        #expect(Jitter(share).lengthened(wait, using: &generator) == lengthened)
    }

    @Test func sharesOutsideTheirRangeAreTheNearerEnd() {
        #expect(Jitter(-1) == .none)
        #expect(Jitter(-0.0) == .none)
        #expect(Jitter(7) == Jitter(1))
    }

    @Test func itChangesNotTheIntervalNorTheFirstRun() {
        let timeline = Timeline()
        timeline.generator = SplitMix64(seed: 3)
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 1.s, startAfter: 5.s, jitter: Jitter(1)))
        timeline.come(to: 5.s)
        #expect(timeline.settle() == "a")
        #expect(timeline.status("a")?.interval == 11.s)
        timeline.pass(22.s)
        #expect(timeline.status("a")?.interval == 12.s)
    }

    /// A finish that does not wait draws nothing, nor does one whose daemon is done.
    @Test(arguments: [
        (RunOutcome.worked(), false, false), (.idle(), false, true), (.idle(), true, false), (.done, false, false),
        (.failed, false, true),
    ])
    func onlyAFinishThatWaitsDraws(outcome: RunOutcome, isWoken: Bool, draws: Bool) {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 10.s, minimumIdle: .zero, jitter: Jitter(1)), .open)
        timeline.settle()
        if isWoken { timeline.wake("a") }
        timeline.finish("a", outcome)
        var expected = SplitMix64(seed: 0)
        if draws { _ = expected.next() }
        #expect(timeline.generator.next() == expected.next())
    }
}

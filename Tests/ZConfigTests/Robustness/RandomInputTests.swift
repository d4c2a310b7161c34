import Testing

@testable import ZConfig

/// Whatever is read, there is no crash, and the first error is among those that are gathered, which are in order.
@Suite struct RandomInputTests {
    @Test(arguments: 0..<8)
    func readsRandomBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<250 {
            let count = Int.random(in: 0...200, using: &generator)
            // Mostly characters that mean something; without UTF-8 there would be no more to see.
            let marks = Array("<>/()$%#{}\n\n\n \t\r=ab19\u{0}".utf8)
            let bytes = (0..<count).map { _ in
                Int.random(in: 0..<400, using: &generator) == 0
                    ? UInt8.random(in: 0...255, using: &generator) : marks.randomElement(using: &generator) ?? 0
            }
            _ = Reading(bytes, overrides: ["room/text=x"]).firstError
        }
    }

    @Test(arguments: 0..<8)
    func readsRandomLines(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<250 {
            func lines() -> String {
                let count = Int.random(in: 0...25, using: &generator)
                return (0..<count).map { _ in RandomInputTests.lines.randomElement(using: &generator) ?? "" }
                    .joined(separator: "\n")
            }
            let overrides = RandomInputTests.overrides.filter { _ in Int.random(in: 0..<8, using: &generator) == 0 }
            let reading = Reading(lines(), including: ["in.conf": lines(), "a/in.conf": lines()], overrides: overrides)
            _ = reading.firstError
        }
    }

    @Test(arguments: 0..<8)
    func readsMutatedConfigurations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<250 {
            var bytes = Array(RandomInputTests.good.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(index + Int.random(in: 0...12, using: &generator), bytes.count)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.removeSubrange(index..<end)
                case 1:
                    bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &generator))
                case 2: bytes[index] = UInt8.random(in: 0...0x7F, using: &generator)
                default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &generator))
                }
            }
            let reading = Reading(bytes, including: ["in.conf": "text in"])
            if reading.firstError == nil { RandomInputTests.readEverything(reading) }
        }
    }

    /// Asks for all values, which must not fail in any other way than by an error.
    private static func readEverything(_ reading: Reading) {
        var errors = ErrorCollector()
        guard let root = errors.attempt({ () throws(ConfigurationError) in try reading.root() }) else { return }
        for chair in root.sections("furniture") where chair.type == "Chair" {
            _ = errors.read(House.weight, chair)
            _ = errors.readIfPresent(House.wait, chair)
            _ = errors.read(House.legs, chair)
        }
        for error in errors.sorted where error.kind == .schema { Issue.record("\(error)") }
    }

    private static let good = """
        %define size 5
        text $size ${size} $$
        # a comment
        <room Kitchen>
          count $size
          <chair best>
            weight 7
            wait 1h 30m
          </chair>
          <lamp a/>
          %include in.conf
        </room>
        <chair>
          legs 1
          legs 2
          share 0.5
          size 1kb
        </chair>
        <lamp b>
        </lamp>
        """

    private static let lines =
        good.split(separator: "\n").map(String.init) + [
            "<room>", "<room>", "</room>", "</room>", "<table>", "</table>", "</tabel>", "<table", "</room",
            "<nothing>", "</nothing>", "<shed>",
            "</shed>", "%include a/in.conf", "%include main.conf", "%include nope", "%Include in.conf", "%define a $b",
            "%define b x", "text $a",
            "%define 9 x", "count x", "bogus", "<a b c>", "(", "%", "$", "text ${", "<table/ >", "</room x>", "< room>",
            "<room kitchen/>",
        ]

    private static let overrides = [
        "text=a", "room/text=b", "kitchen/count=x", "room/room/count=1", "nothing/x=1", "table/count=2", "bogus",
        "a//b=c", "chair/legs=1",
    ]
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

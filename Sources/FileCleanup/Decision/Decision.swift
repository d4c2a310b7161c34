/// What follows from what was found.
enum Decision: Sendable, Hashable {
    /// Nothing is to be done.
    case nothing
    /// More would go than may.
    case refuse(candidates: Int, files: Int)
    /// That goes.
    case remove(Removal)
    /// That depends on which of the files with that time come first by their paths.
    case untie(Int64)

    /// What limits what may stay, and what may go.
    struct Limits {
        /// Files with an earlier time are too old; nil: none are.
        var cutoff: Int64?
        /// How many files may stay.
        var files: Int?
        /// How many bytes may stay.
        var size: Int64?
        /// How many candidates are too many.
        var refusal: RefusalLimit?
        /// The most entries that may go in a run.
        var most: Int?
    }

    /// Decides.
    /// - Parameters:
    ///   - census: what was found; where there are caps, with all records.
    ///   - untied: for some times, what can go and has that time, in the order of paths.
    init(_ census: Census, untied: [Int64: [Census.Record]] = [:], _ limits: Limits) {
        let records = RemovalOrder(census.records, untied: untied)
        let aged = limits.cutoff.map(records.count(before:)) ?? 0
        let forFiles = records.count(over: limits.files.map { Int64(census.files) - Int64($0) }) { Int64($0.files) }
        let forSize = records.count(over: limits.size.map { census.size - $0 }) { $0.size }
        for count in [forFiles, forSize] where count > aged {
            if let time = records.tie(decidingOn: count) {
                self = .untie(time)
                return
            }
        }
        let count = max(aged, forFiles, forSize)
        let candidates = records.files(first: count)
        if let refusal = limits.refusal, refusal.isExceeded(by: candidates, of: census.files) {
            self = .refuse(candidates: candidates, files: census.files)
            return
        }
        let going = min(count, limits.most ?? .max)
        if going == 0, !census.hasOldEmptyDirectories {
            self = .nothing
            return
        }
        if let time = records.tie(after: going) {
            self = .untie(time)
            return
        }
        self = .remove(
            Removal(
                cutoff: limits.cutoff, last: records.place(of: going),
                capRule: forFiles >= forSize ? .files : .totalSize, budget: going))
    }
}

/// What can go, in the order in which it does.
private struct RemovalOrder {
    private var records: [Census.Record]
    private let untied: Set<Int64>

    init(_ records: [Census.Record], untied: [Int64: [Census.Record]]) {
        self.records = records.sorted { $0.time < $1.time }
        self.untied = Set(untied.keys)
        for (time, known) in untied { self.records.replaceSubrange(range(of: time), with: known) }
    }

    /// How many have an earlier time.
    func count(before time: Int64) -> Int { lowerBound { $0.time >= time } }

    /// How many have to go until so much less is there.
    func count(over excess: Int64?, _ measure: (Census.Record) -> Int64) -> Int {
        guard var excess, excess > 0 else { return 0 }
        for (index, record) in records.enumerated() {
            excess -= measure(record)
            if excess <= 0 { return index + 1 }
        }
        return records.count
    }

    /// How many files the first ones stand for.
    func files(first count: Int) -> Int { records[..<count].reduce(0) { $0 + $1.files } }

    /// The time of several of which it is not known which come first, where so many have to go for what they are; nil if
    /// there is none.
    func tie(decidingOn count: Int) -> Int64? {
        let time = records[count - 1].time
        return !untied.contains(time) && range(of: time).count > 1 ? time : nil
    }

    /// The time of several of which it is not known which come first, where only some of them go; nil if there is none.
    func tie(after count: Int) -> Int64? {
        guard count > 0, count < records.count, records[count - 1].time == records[count].time else { return nil }
        let time = records[count].time
        return untied.contains(time) ? nil : time
    }

    /// The place of the last one of so many.
    func place(of count: Int) -> RemovalPlace {
        guard count > 0 else { return RemovalPlace(time: .min) }
        let isCut = count < records.count && records[count].time == records[count - 1].time
        return RemovalPlace(time: records[count - 1].time, path: isCut ? records[count - 1].path : nil)
    }

    private func range(of time: Int64) -> Range<Int> {
        count(before: time)..<lowerBound { $0.time > time }
    }

    /// The first index at which something holds that holds for all that follow.
    private func lowerBound(_ holds: (Census.Record) -> Bool) -> Int {
        var (low, high) = (0, records.count)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(records[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

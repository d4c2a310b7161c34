/// The sections that are open while a configuration is read, and those that are skipped.
struct SectionFrames {
    private var frames: [Frame] = []
    /// For each file that is being read: how many frames were open where it began, and its own frames by type.
    private var files: [(base: Int, counts: [String: Int])] = []

    enum Frame {
        case open(OpenSection)
        /// A section of that type that was refused, or that stands in one: what is in it is not looked at.
        indirect case skipped(type: String, reason: ConfigurationError)

        var type: String {
            switch self {
            case .open(let section): section.type.name ?? ""
            case .skipped(let type, _): type
            }
        }
    }

    /// The innermost section; nil if it is skipped.
    var current: OpenSection? {
        if case .open(let section) = frames.last { return section }
        return nil
    }

    /// The section around the innermost one; nil if there is none, or it is skipped.
    var enclosing: OpenSection? {
        if case .open(let section) = frames.dropLast().last { return section }
        return nil
    }

    /// Why the innermost section is skipped; nil if it is not.
    var reasonForSkipping: ConfigurationError? {
        if case .skipped(_, let reason) = frames.last { return reason }
        return nil
    }

    // MARK: Files

    mutating func enterFile() {
        files.append((frames.count, [:]))
    }

    mutating func leaveFile() {
        files.removeLast()
    }

    /// The type of the innermost section that the file has opened; nil if there is none.
    var innermostType: String? {
        frames.count > files.last?.base ?? 0 ? frames.last?.type : nil
    }

    /// How many sections of a type the file has open.
    func count(of type: String) -> Int {
        files.last?.counts[type] ?? 0
    }

    // MARK: Sections

    mutating func push(_ frame: Frame) {
        frames.append(frame)
        guard !files.isEmpty else { return }
        files[files.count - 1].counts[frame.type, default: 0] += 1
    }

    mutating func pop() -> Frame {
        let frame = frames.removeLast()
        if !files.isEmpty { files[files.count - 1].counts[frame.type, default: 0] -= 1 }
        return frame
    }
}

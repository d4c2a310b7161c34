/// The sections that are open while a configuration is read, and those that are skipped.
struct SectionFrames {
    /// Whether the open sections of each type are counted as they open: whoever goes on after errors asks often.
    private let countsTypes: Bool
    private var frames: [Frame] = []
    /// Sections that have ended.
    private var spare: [OpenSection] = []
    private static let mostSpare = 16
    /// For each file that is being read: how many frames were open where it began, and its own frames by type.
    private var files: [(base: Int, counts: [String: Int])] = []

    private let guesses: NameGuesses

    init(countsTypes: Bool, guesses: NameGuesses) {
        self.countsTypes = countsTypes
        self.guesses = guesses
    }

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

    /// ` (FILE:LINE)` for the end of a message: where the innermost section starts.
    var innermostStart: String {
        if case .open(let section) = frames.last { return " (\(section.place.position))" }
        return ""
    }

    /// How many sections of a type the file has open.
    func count(of type: String) -> Int {
        guard countsTypes else { return frames[(files.last?.base ?? 0)...].count { $0.type == type } }
        return files.last?.counts[type] ?? 0
    }

    // MARK: Sections

    /// Opens a section.
    mutating func open(
        _ type: MatchedType, _ name: String?, _ place: Place, slot: Int, isEmptyElement: Bool
    ) -> OpenSection {
        let section: OpenSection
        if let spare = spare.popLast() {
            section = spare
            section.reuse(type, name, place, slot: slot, isEmptyElement: isEmptyElement)
        } else {
            section = OpenSection(
                type, name, place, slot: slot, isEmptyElement: isEmptyElement, guesses: guesses)
        }
        push(.open(section))
        return section
    }

    /// Takes back a section that has ended.
    mutating func recycle(_ section: OpenSection) {
        if spare.count < SectionFrames.mostSpare { spare.append(section) }
    }

    mutating func push(_ frame: Frame) {
        frames.append(frame)
        guard countsTypes, !files.isEmpty else { return }
        files[files.count - 1].counts[frame.type, default: 0] += 1
    }

    mutating func pop() -> Frame {
        let frame = frames.removeLast()
        if countsTypes, !files.isEmpty { files[files.count - 1].counts[frame.type, default: 0] -= 1 }
        return frame
    }
}

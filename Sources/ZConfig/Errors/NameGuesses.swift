/// Finds the names that somebody may have meant, until that has taken about a second: each of very many errors in one
/// file would look at all of very many names.
final class NameGuesses {
    /// Pairs of letters that may still be compared.
    private var pairsLeft: Int

    init(pairs: Int = 1 << 28) {
        pairsLeft = pairs
    }

    /// The nearest name; nil if none is near, or if too many have been looked at.
    func nearest(to name: String, among names: () -> [String]) -> String? {
        guard pairsLeft > 0 else { return nil }
        let names = names()
        let length = min(name.utf8.count, 64)
        pairsLeft -= names.count * (length * length + 64)
        return NearestName.nearest(to: name, among: names)
    }

    /// `; did you mean 'RunEvery'?` where one of the names is near enough, else nothing.
    func hint(for name: String, among names: () -> [String]) -> String {
        nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    }
}

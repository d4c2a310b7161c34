import Daemons

extension FileName {
    /// The name with a suffix, cut so that the file system takes it.
    func with(suffix: String) -> FileName {
        FileName(bytes.prefix(FileName.longest - suffix.utf8.count) + Array(suffix.utf8))
    }

    /// The most bytes of a name, `NAME_MAX`.
    static let longest = 255
}

/// Rotation of a file by its size, as Python's `RotatingFileHandler` has it.
public enum SizedRotation {
    /// Whether a file is put aside before a record is written. One that is empty never is.
    /// - Parameters:
    ///   - size: of the file, in bytes.
    ///   - adding: the bytes of the record.
    ///   - maximum: the size that no file reaches unless a single record does.
    public static func isDue(size: Int, adding: Int, maximum: Int) -> Bool {
        size > 0 && size + adding >= maximum
    }

    /// How files are renamed when number 0, the log itself, is put aside: in this order, from number to number. The oldest
    /// is overwritten only if there are as many as are kept.
    /// - Parameters:
    ///   - keeping: how many are kept, 1 or more.
    ///   - exists: whether there is a file of a number.
    public static func renames(keeping: Int, exists: (Int) -> Bool) -> [(from: Int, to: Int)] {
        var free = 1
        while free < keeping, exists(free) { free += 1 }
        return (1...free).reversed().map { (from: $0 - 1, to: $0) }
    }
}

public import BigInt

/// What the keys of a `logfile` section must be like together.
public enum LogFileRules {
    /// Checks the values of a section.
    /// - Parameters:
    ///   - path: the file, or `STDOUT` or `STDERR` for a stream.
    ///   - maxSize: the size in bytes at which a new file is begun; 0 for none.
    ///   - oldFiles: the number of old files that are kept.
    ///   - when: the time at which a new file is begun; empty for none.
    ///   - interval: how many of that time; 0 for one.
    ///   - encoding: of the file; nil or empty for the default.
    ///   - delay: whether the file is opened with the first record only.
    /// - Throws: which of them do not go together.
    public static func check(
        path: String, maxSize: BigInt, oldFiles: BigInt, when: String, interval: BigInt, encoding: String?, delay: Bool
    ) throws(ConversionError) {
        if path == "STDOUT" || path == "STDERR" {
            guard maxSize == 0, oldFiles == 0, when.isEmpty else {
                throw ConversionError("\(path) cannot be rotated: max-size, old-files and when are for files")
            }
            guard !delay else { throw ConversionError("\(path) is open already: delay is for files") }
            guard encoding ?? "" == "" else {
                throw ConversionError("\(path) has an encoding already: encoding is for files")
            }
            return
        }
        guard !when.isEmpty || maxSize != 0 || oldFiles != 0 || interval != 0 else { return }
        guard oldFiles != 0 else { throw ConversionError("old-files must be set for a log that is rotated") }
        guard when.isEmpty || maxSize == 0 else {
            throw ConversionError("a log is rotated by max-size or by when: both are set")
        }
        guard !when.isEmpty || maxSize != 0 else {
            throw ConversionError("max-size or when must be set for a log that is rotated")
        }
    }
}

/// What the keys of an `email-notifier` section must be like together.
public enum MailRules {
    /// Checks the values of a section.
    /// - Throws: if only one of the user's name and password is given; what is empty is not.
    public static func check(username: String, password: String) throws(ConversionError) {
        guard username.isEmpty == password.isEmpty else {
            throw ConversionError("smtp-username and smtp-password must both be given, or neither")
        }
    }
}

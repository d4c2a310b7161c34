extension Datatype<String> {
    /// A path, `~` and `~USER` at its start expanded, at which there is a directory.
    public static func existingDirectory(_ surroundings: any Surroundings) -> Datatype {
        Datatype("existing-directory") { text throws(ConversionError) in
            let path = try PathText.expandingHome(text, surroundings)
            guard surroundings.isDirectory(path) else {
                throw ConversionError("there is no directory \(path.quoted)")
            }
            return path
        }
    }

    /// A path, `~` and `~USER` at its start expanded, at which there is something.
    public static func existingPath(_ surroundings: any Surroundings) -> Datatype {
        existing("existing-path", "nothing at the path", surroundings)
    }

    /// A path, `~` and `~USER` at its start expanded, at which there is something: as in the reference implementation
    /// it may be a directory.
    public static func existingFile(_ surroundings: any Surroundings) -> Datatype {
        existing("existing-file", "no file", surroundings)
    }

    /// A path, `~` and `~USER` at its start expanded, in a directory that is there.
    public static func existingDirpath(_ surroundings: any Surroundings) -> Datatype {
        Datatype("existing-dirpath") { text throws(ConversionError) in
            let path = try PathText.expandingHome(text, surroundings)
            let directory = PathText.directory(of: path)
            guard directory.isEmpty || surroundings.isDirectory(directory) else {
                throw ConversionError("there is no directory \(directory.quoted) for \(path.quoted) to be in")
            }
            return path
        }
    }

    /// The name of a locale that the machine knows; nothing stands for that of the environment.
    public static func locale(_ surroundings: any Surroundings) -> Datatype {
        Datatype("locale") { text throws(ConversionError) in
            guard !text.utf8.contains(0), surroundings.isLocale(text) else {
                throw ConversionError(
                    "this machine knows no locale \(text.quoted): C and POSIX are always there, `locale -a` lists all")
            }
            return text
        }
    }

    private static func existing(_ name: String, _ absence: String, _ surroundings: any Surroundings) -> Datatype {
        Datatype(name) { text throws(ConversionError) in
            let path = try PathText.expandingHome(text, surroundings)
            guard surroundings.exists(path) else { throw ConversionError("there is \(absence) \(path.quoted)") }
            return path
        }
    }
}

import Daemons
import Glibc
import SystemPackage

extension Directory {
    /// Removes from `.daemonapp/` what an app has left there that was killed: the records of files that are gone, files
    /// that were to be removed, and records that were being written more than an hour ago.
    ///
    /// Of many entries only some are looked at.
    /// - Parameters:
    ///   - start: how many entries are passed over; what the sweep before has returned, 0 at first.
    ///   - now: the seconds since 1970.
    /// - Returns: where the next sweep starts.
    func sweep(from start: Int, now: Int) throws(QueueError) -> Int {
        guard let records = try directory(AttemptRecords.directoryName) else { return 0 }
        var (position, names, isCut) = (0, [FileName](), false)
        try records.forEachEntry { name, _ throws(QueueError) in
            defer { position += 1 }
            if position < start { return true }
            isCut = names.count == Directory.mostSwept
            if !isCut { names.append(name) }
            return !isCut
        }
        var kept = 0
        // What cannot be removed harms nobody.
        for name in names where (try? sweep(name, of: records, now: now)) != true { kept += 1 }
        return isCut ? start + kept : 0
    }

    /// - Returns: whether the entry was left over and has been removed.
    private func sweep(_ name: FileName, of records: Directory, now: Int) throws(QueueError) -> Bool {
        let text = String(decoding: name.bytes, as: UTF8.self)
        guard let status = try? records.status(of: name), status.isRegular else { return false }
        if text.hasPrefix(AttemptRecords.removedPrefix) {
            let number = text.dropFirst(AttemptRecords.removedPrefix.count)
            if ino_t(number.prefix { $0 != "." }) == status.st_ino {
                try records.remove(name)
            } else {
                // It had taken the name of one that was to be removed.
                _ = try records.move(name, as: FileName("recovered-\(status.st_ino)"), to: self)
            }
            return true
        }
        if text.hasSuffix(".tmp") {
            guard status.st_mtim.tv_sec < now - 3600 else { return false }
        } else {
            guard let inode = ino_t(text) else { return false }
            if let record = try records.attemptRecord(name), let file = try? self.status(of: record.name),
                file.st_ino == inode
            {
                return false
            }
        }
        try records.remove(name)
        return true
    }

    private static let mostSwept = 500
}

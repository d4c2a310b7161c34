import CLinux
import SystemPackage

/// The entries of a directory.
extension Walk {
    /// Reads some entries of the directory at the end of the way and deals with them; at the last, it has been read.
    mutating func readEntries() {
        guard var stack = stack.take(), var frame = frames.popLast() else { return }
        var buffer: [UInt8] = []
        swap(&buffer, &self.buffer)
        do throws(Errno) {
            let directory = try stack.top()
            let count = try directory.read(into: &buffer)
            if count == 0 {
                frame.isReading = false
                tally.read += 1
            } else {
                let entries = buffer.span.extracting(first: count)
                var prefix = task.needsPaths ? stack.prefix : []
                RawEntry.forEach(in: entries) { entry in
                    examine(entry, entries, directory, stack, &prefix, &frame)
                }
            }
        } catch {
            // One that has gone meanwhile is no failure.
            if error != .noSuchFileOrDirectory { fail(.read, stack.path, error) }
            frame.isReading = false
            frame.isComplete = false
            frame.stays += 1
        }
        swap(&buffer, &self.buffer)
        self.stack = stack
        frames.append(frame)
    }

    private mutating func examine(
        _ entry: RawEntry, _ entries: Span<UInt8>, _ directory: OpenDirectory, _ stack: DirectoryStack,
        _ prefix: inout [UInt8], _ frame: inout Frame
    ) {
        switch entry.kind {
        case .file, .directory, .unknown: break
        case .other:
            frame.stays += 1
            return
        }
        let name = entries.extracting(entry.name)
        var isIncluded = true
        if !task.settings.patterns.isEmpty {
            let length = prefix.count
            if task.needsPaths { for index in name.indices { prefix.append(name[index]) } }
            defer { prefix.removeSubrange(length...) }
            if task.settings.patterns.exclusion(of: name, prefix.span) != nil, !isLeftOver(name) {
                frame.stays += 1
                return
            }
            isIncluded = task.settings.patterns.includes(name, prefix.span)
        }
        if entry.kind == .directory {
            if task.settings.isRecursive { frame.children.append(name) } else { frame.stays += 1 }
            return
        }
        // Of some file systems only a closer look tells what is a directory.
        guard isIncluded || entry.kind == .unknown else {
            frame.stays += 1
            return
        }
        do throws(Errno) {
            let status = try directory.status(of: entries.extracting(entry.terminatedName))
            if status.isDirectory, task.settings.isRecursive {
                frame.children.append(name)
            } else if status.isFile, isIncluded, stack.isHere(status) {
                examine(status, entry, entries, directory, stack, &frame)
            } else {
                frame.stays += 1
            }
        } catch {
            guard error != .noSuchFileOrDirectory else { return }
            fail(.examine, stack.path(of: name), error)
            frame.isComplete = false
            frame.stays += 1
        }
    }

    /// A file that counts has been looked at: what goes is removed at once, before it can become another.
    private mutating func examine(
        _ status: clinux_status, _ entry: RawEntry, _ entries: Span<UInt8>, _ directory: OpenDirectory,
        _ stack: DirectoryStack, _ frame: inout Frame
    ) {
        guard let time = task.time(of: status) else {
            problem = .noTimeOfCreation(stack.path)
            return
        }
        tally.seen += 1
        frame.files += 1
        func path() -> [UInt8] { stack.path(of: entries.extracting(entry.name)) }
        guard let removal else {
            let canGo = !isOpen(FileIdentity(status)) && !failures.isKnown(path)
            let record = Census.Record(time: time, size: Int64(clamping: status.size), files: 1)
            census.add(record, canGo: canGo, path: path)
            return stay(time, &frame)
        }
        guard let rule = removal.rule(for: time, path), budget > 0 else { return stay(time, &frame) }
        let name = entries.extracting(entry.terminatedName)
        if task.settings.keepsOpenFiles {
            // To find out who has it open takes its time.
            if isOpen(FileIdentity(status)) { return stay(time, &frame) }
            guard let again = try? directory.status(of: name), FileIdentity(again) == FileIdentity(status),
                let later = task.time(of: again), removal.rule(for: later, path) != nil
            else {
                frame.stays += 1
                frame.isComplete = false
                return
            }
        }
        do throws(Errno) {
            if !task.settings.isDryRun { try directory.removeFile(name) }
            budget -= 1
            frame.removed += 1
            frame.files -= 1
            removed(.file, path, rule, time: time, size: Int64(clamping: status.size))
        } catch {
            if error == .noSuchFileOrDirectory {
                frame.files -= 1
            } else {
                fail(.remove, path(), error)
                stay(time, &frame)
            }
        }
    }

    /// A file stays, and is remembered.
    private mutating func stay(_ time: Int64, _ frame: inout Frame) {
        frame.stays += 1
        frame.oldest = min(frame.oldest, time)
        if let cutoff = task.cutoff, time >= cutoff { oldestToCome = min(oldestToCome, time) }
    }
}

import CLinux
import Glibc
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
                var prefix = task.settings.patterns.needPath ? stack.prefix : []
                marks.removeAll(keepingCapacity: true)
                RawEntry.forEach(in: entries) { entry in
                    examine(entry, entries, directory, stack, &prefix, &frame)
                }
                removeMarked(entries, directory, stack, &frame)
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
        guard [CInt(DT_REG), CInt(DT_LNK), CInt(DT_DIR), CInt(DT_UNKNOWN)].contains(entry.kind) else {
            frame.stays += 1
            return
        }
        let name = entries.extracting(entry.name)
        var isIncluded = true
        if !task.settings.patterns.isEmpty {
            let length = prefix.count
            if task.settings.patterns.needPath { for index in name.indices { prefix.append(name[index]) } }
            defer { prefix.removeSubrange(length...) }
            if task.settings.patterns.exclusion(of: name, prefix.span) != nil, !isLeftOver(name) {
                frame.stays += 1
                return
            }
            isIncluded = task.settings.patterns.includes(name, prefix.span)
        }
        if entry.kind == CInt(DT_DIR) {
            if task.settings.isRecursive { frame.children.append(name) } else { frame.stays += 1 }
            return
        }
        // Of some file systems only a closer look tells what is a directory.
        guard isIncluded || entry.kind == CInt(DT_UNKNOWN) else {
            frame.stays += 1
            return
        }
        do throws(Errno) {
            let status = try directory.status(of: entries.extracting(entry.terminatedName))
            if status.isDirectory, task.settings.isRecursive {
                frame.children.append(name)
            } else if status.isFile, isIncluded, stack.isHere(status) {
                examine(status, entry, entries, stack, &frame)
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

    private mutating func examine(
        _ status: clinux_status, _ entry: RawEntry, _ entries: Span<UInt8>, _ stack: DirectoryStack,
        _ frame: inout Frame
    ) {
        guard let time = task.time(of: status) else {
            problem = .noTimeOfCreation(stack.path)
            return
        }
        let identity = FileIdentity(status)
        tally.seen += 1
        frame.files += 1
        func path() -> [UInt8] { stack.path(of: entries.extracting(entry.name)) }
        guard let removal else {
            let canGo = !isOpen(identity) && !failures.isKnown(path)
            let record = Census.Record(time: time, size: Int64(clamping: status.size), files: 1)
            census.add(record, canGo: canGo, path: path)
            return stay(time, &frame)
        }
        if let rule = removal.rule(for: time, path), !isOpen(identity) {
            marks.append(Mark(entry: entry, time: time, identity: identity, rule: rule))
        } else {
            stay(time, &frame)
        }
    }

    /// A file stays, and is remembered.
    private mutating func stay(_ time: Int64, _ frame: inout Frame) {
        frame.stays += 1
        frame.oldest = min(frame.oldest, time)
        if let cutoff = task.cutoff, time >= cutoff { oldestToCome = min(oldestToCome, time) }
    }

    /// Looks again at the entries that are marked, and removes those that still have to go.
    private mutating func removeMarked(
        _ entries: Span<UInt8>, _ directory: OpenDirectory, _ stack: DirectoryStack, _ frame: inout Frame
    ) {
        for mark in marks {
            guard budget > 0 else {
                stay(mark.time, &frame)
                continue
            }
            func path() -> [UInt8] { stack.path(of: entries.extracting(mark.entry.name)) }
            do throws(CleanupFailure) {
                switch try remove(entries.extracting(mark.entry.terminatedName), mark, directory, path) {
                case .removed(let size):
                    budget -= 1
                    frame.removed += 1
                    frame.files -= 1
                    report(
                        .init(path: path(), rule: mark.rule, age: task.age(of: mark.time), size: size, kind: .file))
                case .vanished:
                    frame.files -= 1
                case .replaced:
                    frame.stays += 1
                    frame.isComplete = false
                case .young(let time):
                    stay(time, &frame)
                }
            } catch {
                fail(error.step, error.path, error.cause)
                stay(mark.time, &frame)
            }
        }
    }

    private enum Fate {
        case removed(size: Int64)
        case vanished
        /// Another file has its name.
        case replaced
        /// It has a later time by now, and stays.
        case young(Int64)
    }

    /// Removes an entry, if it is the same as before and still has to go.
    private func remove(
        _ name: Span<UInt8>, _ mark: Mark, _ directory: OpenDirectory, _ path: () -> [UInt8]
    ) throws(CleanupFailure) -> Fate {
        let status: clinux_status
        do throws(Errno) {
            status = try directory.status(of: name)
        } catch {
            if error == .noSuchFileOrDirectory { return .vanished }
            throw CleanupFailure(step: .examine, path: path(), cause: error)
        }
        guard FileIdentity(status) == mark.identity, status.isFile, let time = task.time(of: status) else {
            return .replaced
        }
        guard time == mark.time || removal?.rule(for: time, path) != nil else { return .young(time) }
        if !task.settings.isDryRun {
            do throws(Errno) {
                try directory.removeFile(name)
            } catch {
                if error == .noSuchFileOrDirectory { return .vanished }
                throw CleanupFailure(step: .remove, path: path(), cause: error)
            }
        }
        return .removed(size: Int64(clamping: status.size))
    }
}

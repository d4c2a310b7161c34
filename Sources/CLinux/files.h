// Calls on files that the module Glibc leaves out.
#ifndef DAEMONAPP_CLINUX_FILES_H
#define DAEMONAPP_CLINUX_FILES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Renames a file, unless the new name is taken: -1 then, and errno says EEXIST.
static inline int clinux_rename_to_free_name(int from, const char *name, int to, const char *free_name) {
    return renameat2(from, name, to, free_name, RENAME_NOREPLACE);
}

/// What a file system says of an entry of a directory. Instants are nanoseconds since 1970.
struct clinux_status {
    /// The entry itself: it is another one where any of these differs.
    uint64_t inode, device;
    /// The mount on which it lies; the device where the kernel does not number mounts.
    uint64_t mount;
    uint64_t size;
    int64_t modified, changed, accessed, created;
    /// Kind and permissions, as `st_mode` has them.
    uint32_t mode;
    /// Whether `created` means anything: not every file system keeps it.
    uint32_t has_created;
};

static inline int64_t clinux_nanoseconds(struct statx_timestamp time) {
    int64_t nanoseconds;
    if (__builtin_mul_overflow(time.tv_sec, INT64_C(1000000000), &nanoseconds))
        return time.tv_sec < 0 ? INT64_MIN : INT64_MAX;
    return __builtin_add_overflow(nanoseconds, (int64_t)time.tv_nsec, &nanoseconds) ? INT64_MAX : nanoseconds;
}

static inline int clinux_statx(int directory, const char *name, int flags, struct clinux_status *status) {
    struct statx found;
    unsigned mask = STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID;
    if (statx(directory, name, flags, mask, &found) != 0) return -1;
    status->inode = found.stx_ino;
    status->device = (uint64_t)found.stx_dev_major << 32 | found.stx_dev_minor;
    status->mount = found.stx_mask & STATX_MNT_ID ? found.stx_mnt_id : status->device;
    status->size = found.stx_size;
    status->modified = clinux_nanoseconds(found.stx_mtime);
    status->changed = clinux_nanoseconds(found.stx_ctime);
    status->accessed = clinux_nanoseconds(found.stx_atime);
    status->created = clinux_nanoseconds(found.stx_btime);
    status->mode = found.stx_mode;
    status->has_created = found.stx_mask & STATX_BTIME ? 1 : 0;
    return 0;
}

/// Looks at an entry of a directory, which is not followed if it is a link; with an empty name at the open file itself.
/// - Returns: 0, or -1, and errno says why.
static inline int clinux_look(int directory, const char *name, struct clinux_status *status) {
    return clinux_statx(directory, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | (name[0] ? 0 : AT_EMPTY_PATH), status);
}

/// When an open file was made, in nanoseconds since 1970; 0 where the file system keeps no such time.
static inline int64_t clinux_birth(int file) {
    struct clinux_status status;
    return clinux_look(file, "", &status) == 0 && status.has_created ? status.created : 0;
}

/// Looks at what a path leads to, links followed.
/// - Returns: 0, or -1, and errno says why.
static inline int clinux_look_followed(const char *path, struct clinux_status *status) {
    return clinux_statx(AT_FDCWD, path, AT_NO_AUTOMOUNT, status);
}

/// Opens a directory within a directory: no link, and nothing that is mounted there. Reading it leaves its time of
/// access as it is, where that is allowed. Where the kernel lacks openat2(2), the caller has to compare the mounts.
/// - Returns: the descriptor, close-on-exec, or -1, and errno says why: EXDEV for a mount.
static inline int clinux_open_directory_within(int directory, const char *name) {
    struct open_how how = {
        .flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NOATIME,
        .resolve = RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH,
    };
    int opened = syscall(SYS_openat2, directory, name, &how, sizeof how);
    if (opened >= 0 || (errno != EPERM && errno != ENOSYS)) return opened;
    how.flags &= ~(uint64_t)O_NOATIME;
    opened = syscall(SYS_openat2, directory, name, &how, sizeof how);
    // A filter of system calls that does not know openat2 may say either.
    if (opened >= 0 || (errno != EPERM && errno != ENOSYS)) return opened;
    return openat(directory, name, (int)how.flags);
}

/// Reads entries of a directory as getdents64(2) gives them.
/// - Returns: how many bytes; 0 at the end; -1, and errno says why.
static inline long clinux_read_entries(int directory, void *buffer, unsigned long size) {
    return syscall(SYS_getdents64, directory, buffer, size);
}

#endif

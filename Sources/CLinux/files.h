// Calls on files that the module Glibc leaves out.
#ifndef DAEMONAPP_CLINUX_FILES_H
#define DAEMONAPP_CLINUX_FILES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

/// Renames a file, unless the new name is taken: -1 then, and errno says EEXIST.
static inline int clinux_rename_to_free_name(int from, const char *name, int to, const char *free_name) {
    return renameat2(from, name, to, free_name, RENAME_NOREPLACE);
}

/// When an open file was made, in nanoseconds since 1970; 0 where the file system keeps no such time.
static inline int64_t clinux_birth(int file) {
    struct statx status;
    if (statx(file, "", AT_EMPTY_PATH, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME)) return 0;
    return status.stx_btime.tv_sec * INT64_C(1000000000) + status.stx_btime.tv_nsec;
}

#endif

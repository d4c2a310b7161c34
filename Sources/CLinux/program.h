// Starting a program, with what may be done only between fork and exec.
#ifndef DAEMONAPP_CLINUX_PROGRAM_H
#define DAEMONAPP_CLINUX_PROGRAM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/// What clinux_start starts.
struct clinux_program {
    /// The file that is run.
    const char *path;
    /// Its arguments, the name of the program first, up to a null pointer.
    char *const *arguments;
    /// Its environment, up to a null pointer.
    char *const *environment;
    /// Where it runs; null: where the caller does.
    const char *folder;
    /// What its standard input is; -1: /dev/null.
    int input;
    /// What its standard output and its standard error stream are.
    int output, errors;
    /// What it gets as descriptor 3, which shares the file's offset and locks with the caller; -1: nothing.
    int shared;
};

/// Handles every signal as the system does, and blocks none. By the system call, because sigaction(3) does not touch the
/// signals 32 and 33, which would stay ignored if whoever started the app ignored them.
static inline void clinux_reset_signals(void) {
    unsigned long standard[16] = {0};
    for (int signal = 1; signal <= 64; signal++) syscall(SYS_rt_sigaction, signal, standard, 0, 8);
    uint64_t none = 0;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, 0, 8);
}

/// Gives a process that has just been forked its descriptors: input, output, errors, the shared one if there is any,
/// and none but these. The report becomes descriptor 4, which exec closes. They are moved away from 0 to 4 first, where
/// any of them may be.
static inline int clinux_arrange_descriptors(const struct clinux_program *program, int *report) {
    int input = program->input < 0 ? open("/dev/null", O_RDONLY | O_CLOEXEC) : program->input;
    int *moved[5] = {&input, &(int){program->output}, &(int){program->errors}, &(int){program->shared}, report};
    for (int i = 0; i < 5; i++) {
        if (i == 3 && program->shared < 0) continue;
        if ((*moved[i] = fcntl(*moved[i], F_DUPFD_CLOEXEC, 5)) < 0) return -1;
    }
    for (int i = 0; i < 3; i++) {
        if (dup2(*moved[i], i) < 0) return -1;
    }
    if (program->shared < 0) {
        close(3);
    } else if (dup2(*moved[3], 3) < 0) {
        return -1;
    }
    if (dup3(*report, 4, O_CLOEXEC) < 0) return -1;
    *report = 4;
    closefrom(5);
    return 0;
}

/// Starts a program as the leader of a session and so of a process group, with no signal
/// blocked or ignored. Blocks until it has started.
///
/// In the child only calls are made that are safe between fork and exec in a process with threads; none may wait for a
/// lock of the C library.
/// - Returns: 0, or the error of the step that failed; then there is no process.
static inline int clinux_start(const struct clinux_program *program, pid_t *process) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return errno;
    // A handler of the app must not run in the child.
    uint64_t all = ~UINT64_C(0), before;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, 8);
    pid_t child = _Fork();
    if (child == 0) {
        clinux_reset_signals();
        setsid();
        if (clinux_arrange_descriptors(program, &report[1]) == 0 && (!program->folder || chdir(program->folder) == 0))
            execve(program->path, program->arguments, program->environment);
        int error = errno;
        (void)!write(report[1], &error, sizeof error);
        _exit(127);
    }
    int error = child < 0 ? errno : 0;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, 0, 8);
    close(report[1]);
    if (child > 0) {
        // Nothing but the end of the pipe, once it has started.
        ssize_t count;
        do count = read(report[0], &error, sizeof error);
        while (count < 0 && errno == EINTR);
        if (error != 0)
            while (waitpid(child, 0, 0) < 0 && errno == EINTR) {}
    }
    close(report[0]);
    *process = child;
    return error;
}

/// A descriptor, close-on-exec, that can be read once a child has ended; -1 if there can be none.
static inline int clinux_process_descriptor(pid_t child) { return syscall(SYS_pidfd_open, child, 0); }

/// Lets children stay until they are waited for, also where whoever started the app had SIGCHLD ignored.
static inline void clinux_keep_ended_children(void) {
    struct sigaction action;
    if (sigaction(SIGCHLD, 0, &action) == 0 && action.sa_handler == SIG_IGN) signal(SIGCHLD, SIG_DFL);
}

#endif

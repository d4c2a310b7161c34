// Calls of the Linux kernel that the module Glibc leaves out.
#ifndef DAEMONAPP_CLINUX_H
#define DAEMONAPP_CLINUX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/// The instant of CLOCK_MONOTONIC, in nanoseconds.
static inline int64_t clinux_monotonic(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

/// A counter that can be polled: close-on-exec, non-blocking.
static inline int clinux_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

/// Adds to a counter.
static inline void clinux_event_signal(int event) { eventfd_write(event, 1); }

/// Takes what a counter or timer has counted; 0 if it has counted nothing.
static inline uint64_t clinux_event_take(int event) {
    eventfd_t count = 0;
    return eventfd_read(event, &count) == 0 ? count : 0;
}

/// Waits until a counter has counted something, at most for some nanoseconds of CLOCK_MONOTONIC; -1 is for ever.
static inline void clinux_event_await(int event, int64_t nanoseconds) {
    struct pollfd poll = {.fd = event, .events = POLLIN};
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    ppoll(&poll, 1, nanoseconds < 0 ? 0 : &time, 0);
}

/// A timer on CLOCK_MONOTONIC that can be polled: close-on-exec, non-blocking.
static inline int clinux_timer(void) { return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK); }

/// Sets a timer to expire after some nanoseconds, and then again after each interval; 0 is never.
static inline void clinux_timer_set(int timer, int64_t delay, int64_t interval) {
    struct itimerspec setting = {
        .it_value = {delay / 1000000000, delay % 1000000000},
        .it_interval = {interval / 1000000000, interval % 1000000000},
    };
    timerfd_settime(timer, 0, &setting, 0);
}

/// A file in memory, without a path, empty: close-on-exec; -1 if there is none.
static inline int clinux_memory_file(const char *name) { return syscall(SYS_memfd_create, name, 1 /* MFD_CLOEXEC */); }

/// The number of the calling thread.
static inline int clinux_thread_id(void) { return gettid(); }

/// How often the calling thread has given up its processor to wait for something: `ru_nvcsw` of getrusage(2) with
/// RUSAGE_THREAD, by the system call, because the header differs from the one in Glibc's module.
static inline long clinux_thread_voluntary_switches(void) {
    struct { long time[4], before[12], nvcsw, nivcsw; } usage;
    return syscall(SYS_getrusage, 1, &usage) == 0 ? usage.nvcsw : 0;
}

/// Sends a signal on to the main thread. May be called from a handler of signals.
static inline void clinux_signal_main_thread(int signal) { syscall(SYS_tgkill, getpid(), getpid(), signal); }

/// Names the calling thread; at most 15 bytes are kept.
static inline void clinux_name_thread(const char *name) {
    char kept[16] = {0};
    for (int i = 0; i < 15 && name[i]; i++) kept[i] = name[i];
    pthread_setname_np(pthread_self(), kept);
}

// Whether setlocale would take a name for all categories; unlike it, this leaves the process as it is.
static inline int clinux_is_known_locale(const char *name) {
    locale_t locale = newlocale(LC_ALL_MASK, name, (locale_t)0);
    if (locale == (locale_t)0) return 0;
    freelocale(locale);
    return 1;
}

#endif

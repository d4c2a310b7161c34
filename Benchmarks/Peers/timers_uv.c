/* Repeating timers on libuv: each is armed anew from its own callback.
 *
 *     timers_uv dispatch TIMERS SECONDS        every timer is due again after 1 ms: as many calls as the loop can make
 *     timers_uv paced TIMERS SECONDS RATE      RATE calls a second in all, evenly spread over the timers and the time
 *
 * Prints one line of JSON: the calls that were made, and the seconds from the start of the loop to its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <uv.h>

static uint64_t interval; /* in milliseconds, libuv's unit */
static long calls;

static void call(uv_timer_t *timer) {
    calls++;
    uv_timer_start(timer, call, interval, 0);
}

static void stop(uv_timer_t *timer) {
    uv_stop(timer->loop);
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv) {
    int paced = argc == 5 && strcmp(argv[1], "paced") == 0;
    long count = argc >= 4 ? atol(argv[2]) : 0;
    if (count < 1 || (!paced && !(argc == 4 && strcmp(argv[1], "dispatch") == 0))) {
        fprintf(stderr, "usage: timers_uv dispatch TIMERS SECONDS | paced TIMERS SECONDS RATE\n");
        return 64;
    }
    double seconds = atof(argv[3]);
    interval = paced ? (uint64_t)(1000 * count / atof(argv[4])) : 1;

    uv_loop_t *loop = uv_default_loop();
    uv_timer_t *timers = calloc(count, sizeof *timers), end;
    if (!timers) {
        perror("timers_uv");
        return 71;
    }
    uv_update_time(loop);
    for (long i = 0; i < count; i++) {
        uv_timer_init(loop, &timers[i]);
        uv_timer_start(&timers[i], call, paced ? i * interval / count : interval, 0);
    }
    uv_timer_init(loop, &end);
    uv_timer_start(&end, stop, (uint64_t)(1000 * seconds), 0);

    double cpu = cpu_seconds();
    uint64_t start = uv_hrtime();
    uv_run(loop, UV_RUN_DEFAULT);
    double wall = (uv_hrtime() - start) / 1e9;
    printf("{\"events\":%ld,\"cpu\":%.6f,\"wall\":%.6f}\n", calls, cpu_seconds() - cpu, wall);
    return 0;
}

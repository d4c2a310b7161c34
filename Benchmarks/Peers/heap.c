/* The yardstick of the scheduler: a plain binary heap that does nothing but keep timers in order.
 *
 *     heap ENTRIES EVENTS
 *
 * One event takes the earliest entry out, makes its next due time from its interval and puts it back. The intervals
 * are whole milliseconds from 1 to 1,000. Each entry in turn takes two numbers of SplitMix64, seeded with 42: the
 * first makes its interval, the second its first due time, somewhere in the first interval.
 *
 * Prints one line of JSON. The seconds are those of the events alone, without filling the heap. `lastDue` is the due
 * time of the last event in nanoseconds: whoever does the same work gets the same number.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

struct entry {
    int64_t due;
    uint32_t id;
};

static struct entry *heap;
static size_t count;

static void push(struct entry entry) {
    size_t hole = count++;
    while (hole > 0) {
        size_t parent = (hole - 1) / 2;
        if (heap[parent].due <= entry.due) break;
        heap[hole] = heap[parent];
        hole = parent;
    }
    heap[hole] = entry;
}

static struct entry pop(void) {
    struct entry first = heap[0], last = heap[--count];
    size_t hole = 0, child;
    while ((child = 2 * hole + 1) < count) {
        if (child + 1 < count && heap[child + 1].due < heap[child].due) child++;
        if (last.due <= heap[child].due) break;
        heap[hole] = heap[child];
        hole = child;
    }
    heap[hole] = last;
    return first;
}

static uint64_t splitmix64(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double wall_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    long entries = argc == 3 ? atol(argv[1]) : 0, events = argc == 3 ? atol(argv[2]) : 0;
    if (entries < 1 || entries > UINT32_MAX || events < 1) {
        fprintf(stderr, "usage: heap ENTRIES EVENTS\n");
        return 64;
    }
    int64_t *interval = malloc(entries * sizeof *interval);
    heap = malloc(entries * sizeof *heap);
    if (!interval || !heap) {
        perror("heap");
        return 71;
    }
    uint64_t random = 42;
    for (long id = 0; id < entries; id++) {
        interval[id] = 1000000 * (int64_t)(1 + splitmix64(&random) % 1000);
        push((struct entry){.due = (int64_t)(splitmix64(&random) % (uint64_t)interval[id]), .id = (uint32_t)id});
    }

    double cpu = cpu_seconds(), wall = wall_seconds();
    int64_t last_due = 0;
    for (long event = 0; event < events; event++) {
        struct entry entry = pop();
        last_due = entry.due;
        entry.due += interval[entry.id];
        push(entry);
    }
    cpu = cpu_seconds() - cpu;
    wall = wall_seconds() - wall;
    printf("{\"events\":%ld,\"cpu\":%.6f,\"wall\":%.6f,\"eventsPerCPUSecond\":%.0f,\"lastDue\":%" PRId64 "}\n",
           events, cpu, wall, events / cpu, last_due);
    return 0;
}

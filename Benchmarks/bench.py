#!/usr/bin/env python3
"""Measures daemonapp beside its peers and prints one table.

    bench.py [--only GROUP] [--rounds N] [--quick] [--peers-only] [--format table|json]

heap      1,000,000 timers of mixed intervals, the earliest taken out and put back: the scheduler and a plain C heap
dispatch  10,000 timers that are always due: what one second of CPU time can call
paced     10,000 timers, 10,000 calls a second in all: what a call costs when it has to be waited for
idle      ten programs with nothing to do: wake-ups a minute, memory
startup   from exec to the first call
lines     10 MB of configuration read without a schema
linear    the same with 100 MB: how many times as long as 10 MB
sections  100,000 small sections read with a schema
queues    10,000 folders of files, one of them busy: a quiet minute, and from a file's arrival to its run
cleanup-flat-memory, -hashed-, -deep-, -disk
          300,000 files in one folder, in 4,096, or in 10,000 that lie in each other, in memory and on the disk: to scan
          them, to remove the old half, and to poll when nothing has changed

In a round everybody is measured once, one after the other, so that a machine that is busy for a while is so for all
of them; the next round begins with another. What is printed is the median of the rounds, with the least and the
greatest. The seconds of CPU are user and system time of the process itself, from the start of its loop, not of exec.
"""

import argparse
import contextlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, NamedTuple

import cleanup
import configurations
from Peers.prepare import BUILT, PYTHON, prepare
from Peers.processes import cpu_seconds, fail, json_line, memory, running, voluntary_switches

HERE = Path(__file__).resolve().parent
PEERS = HERE / "Peers"

ZCONFIG_BENCH = HERE / ".build" / "release" / "zconfig-bench"
SCHEDULER_BENCH = HERE / ".build" / "release" / "scheduler-bench"
DAEMONAPP = HERE.parent / ".build" / "release" / "daemonapp"
RUN = [DAEMONAPP, "run", "{conf}"]
RUN_LOGGED = [DAEMONAPP, "run", "{conf}", "--log-format", "json", "--log-level", "debug"]
STATUS = [DAEMONAPP, "status", "--app", "{control}", "--format", "json"]

TIMERS = 10_000
RATE = 10_000
HEAP_ENTRIES = 1_000_000
HEAP_EVENTS = 20_000_000
PROGRAMS = 10
SETTLE_SECONDS = 10
STARTS = 5
QUEUES = 10_000
ARRIVALS = 200

OURS = "daemonapp"
CALLS_PER_CPU = "calls per CPU second"
CALLS_PER_SECOND = "calls per second"
CPU_PER_CALL = "CPU µs per call"
SWITCHES = "voluntary switches a minute"
PSS = "PSS kB"
RSS = "RSS kB"
FIRST_CALL = "ms to the first call"
BYTES = "bytes per daemon"
SECONDS = "seconds"
PEAK = "peak RSS kB"
TIMES_AS_LONG = "times as long as a tenth"
QUIET_CPU = "CPU ms a quiet minute"
LATENCY = "median ms from arrival to run"
LATE = "99th percentile ms from arrival to run"
MORE_IS_BETTER = {CALLS_PER_CPU, CALLS_PER_SECOND}
MEASURES = {
    "heap": [CALLS_PER_CPU, BYTES],
    "dispatch": [CALLS_PER_CPU, CALLS_PER_SECOND],
    "paced": [CPU_PER_CALL, CALLS_PER_SECOND],
    "idle": [SWITCHES, PSS, RSS],
    "startup": [FIRST_CALL],
    "lines": [SECONDS, PEAK],
    "linear": [TIMES_AS_LONG],
    "sections": [SECONDS, PEAK],
    "queues": [QUIET_CPU, SWITCHES, PSS, LATENCY, LATE],
    **{group: cleanup.MEASURES for group in cleanup.GROUPS},
}


PROGRAMS_OF = {"heap": SCHEDULER_BENCH, "lines": ZCONFIG_BENCH, "linear": ZCONFIG_BENCH, "sections": ZCONFIG_BENCH}


class Target(NamedTuple):
    """A bound on our figure: so many times the peer's, or, where there is no peer, the figure itself."""

    group: str
    measure: str
    peer: str | None
    bound: float


TARGETS = [
    Target("heap", CALLS_PER_CPU, "C heap", 0.5),
    Target("heap", BYTES, None, 100),
    Target("dispatch", CALLS_PER_CPU, "Go", 1),
    Target("dispatch", CALLS_PER_CPU, "Twisted", 15),
    Target("paced", CPU_PER_CALL, "libuv", 1.25),
    Target("idle", SWITCHES, None, 0),
    Target("idle", PSS, "supervisord", 1),
    Target("idle", RSS, "supervisord", 1),
    Target("startup", FIRST_CALL, "Twisted", 0.25),
    Target("lines", SECONDS, "ZConfig", 0.05),
    Target("lines", PEAK, "ZConfig", 1),
    Target("linear", TIMES_AS_LONG, None, 12),
    Target("sections", SECONDS, "ZConfig", 0.05),
    Target("sections", PEAK, "ZConfig", 1),
    Target("queues", SWITCHES, None, 0),
    Target("queues", LATENCY, None, 5),
    *(
        Target(group, measure, peer, bound)
        for group in cleanup.GROUPS
        for measure, peer, bound in (
            (cleanup.SCAN, "C loop", 1.2),
            (cleanup.SCAN, "find", 1),
            (cleanup.REMOVAL, "find", 1),
            (cleanup.POLL, "find", 0.05),
        )
    ),
]

Figures = dict[str, float]
Contenders = dict[str, Callable[[], Figures]]


# What is compared: each function measures one contender once


def command(template: list, conf: Path) -> list[str]:
    control = conf.parent / "control"
    return [str(word).replace("{conf}", str(conf)).replace("{control}", str(control)) for word in template]


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield Path(name)


def rates(line: dict) -> Figures:
    figures = {
        CALLS_PER_CPU: line["events"] / line["cpu"],
        CALLS_PER_SECOND: line["events"] / line["wall"],
        CPU_PER_CALL: line["cpu"] / line["events"] * 1e6,
    }
    if "bytesPerDaemon" in line:
        figures[BYTES] = line["bytesPerDaemon"]
    return figures


def heap(program: Path, seen: set[int]) -> Figures:
    line = json_line([program, HEAP_ENTRIES, HEAP_EVENTS])
    seen.add(line["lastDue"])
    if len(seen) > 1:
        fail(f"the heaps did not do the same work: their last events are due at {sorted(seen)} ns")
    return rates(line)


def our_configuration(place: Path, app_keys: list[str], sections: list[tuple[str, list[str]]]) -> Path:
    lines = ["<DaemonApp bench>", f"  ControlSocket {place}/control"]
    lines += [f"  {key}" for key in app_keys]
    for opening, keys in sections:
        lines += [f"  <{opening}>", *(f"    {key}" for key in keys), f"  </{opening.split()[0]}>"]
    lines += ["</DaemonApp>", ""]
    conf = place / "bench.conf"
    conf.write_text("\n".join(lines))
    return conf


def runs_made(app: subprocess.Popen, conf: Path) -> tuple[int, float]:
    """The runs of all daemons as the app tells them, and when; waits for the control socket at first."""
    deadline = time.monotonic() + 60
    while True:
        done = subprocess.run(command(STATUS, conf), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode == 0:
            return sum(daemon["counters"]["runs"] for daemon in json.loads(done.stdout)["daemons"]), time.monotonic()
        if app.poll() is not None:
            fail(f"daemonapp ended with status {app.returncode}")
        if time.monotonic() > deadline:
            fail(f"no status of daemonapp: {done.stderr.strip()}")
        time.sleep(0.1)


def our_timers(paced: bool, seconds: float) -> Figures:
    """Both rates are taken between the two statuses; the CPU time leaves out what it costs to answer them."""
    app_keys = [f"ShutdownAfter {seconds + 60:.0f}s"] + (["TimerSlack 0.001s"] if paced else [])
    every = TIMERS / RATE if paced else 0.001
    sections = [
        (
            f"SimulatedDaemon d{i}",
            [f"RunEvery {every:.3f}s"] + ([f"StartAfter {every * i / TIMERS:.6f}s"] if paced else []),
        )
        for i in range(TIMERS)
    ]
    with folder() as place:
        conf = our_configuration(place, app_keys, sections)
        with running(command(RUN, conf), stdout=subprocess.DEVNULL) as app:
            first, asked = runs_made(app, conf)
            cpu, start = cpu_seconds(app.pid), time.monotonic()
            time.sleep(seconds)
            cpu, wall = cpu_seconds(app.pid) - cpu, time.monotonic() - start
            last, asked_again = runs_made(app, conf)
    # The runs are those of a slightly longer time than the CPU seconds: bring them to the same length.
    return rates({"events": (last - first) * wall / (asked_again - asked), "cpu": cpu, "wall": wall})


def at_rest(words: list, seconds: float, **options) -> Figures:
    with running(words, stdout=subprocess.DEVNULL, **options) as process:
        time.sleep(SETTLE_SECONDS)
        switches = voluntary_switches(process.pid)
        time.sleep(seconds)
        if process.poll() is not None:
            fail(f"{words[0]} ended with status {process.returncode}")
        switches = voluntary_switches(process.pid) - switches
        pss, rss = memory(process.pid, "Pss"), memory(process.pid, "Rss")
        return {SWITCHES: switches * 60 / seconds, PSS: pss, RSS: rss}


def our_rest(seconds: float) -> Figures:
    keys = ["RunEvery 1h", "StartAfter 1h", "Command /bin/true"]
    with folder() as place:
        conf = our_configuration(place, [], [(f"Command inert{i}", keys) for i in range(PROGRAMS)])
        return at_rest(command(RUN, conf), seconds)


def supervisord_rest(seconds: float) -> Figures:
    with folder() as place:
        words = ["supervisord", "--nodaemon", "--configuration", PEERS / "supervisord.conf"]
        return at_rest(words, seconds, cwd=place, env=os.environ | {"BENCH_FOLDER": str(place)})


def start(words: list, stream: str, is_first: Callable[[str], bool]) -> Figures:
    """The median time of several starts, from just before exec to the line that says that the first call is made."""
    times = []
    streams = {"stdout": subprocess.DEVNULL, stream: subprocess.PIPE}
    for _ in range(STARTS):
        begin = time.monotonic()
        with running(words, **streams, text=True) as process:
            if not any(is_first(line) for line in getattr(process, stream)):
                fail(f"{words[0]} ended without a first call")
            times.append(time.monotonic() - begin)
    return {FIRST_CALL: statistics.median(times) * 1e3}


def our_start() -> Figures:
    with folder() as place:
        conf = our_configuration(place, [], [("SimulatedDaemon first", ["RunEvery 1h"])])
        return start(command(RUN_LOGGED, conf), "stderr", lambda line: json.loads(line).get("event") == "run")


def reading(words: list, *files: Path) -> Figures:
    """One reading of a configuration, in a process of its own."""
    line = json_line([*words, *files])
    if line["sections"] == 0:
        fail(f"{words[0]} found no sections")
    return {SECONDS: line["seconds"], PEAK: line["peak"]}


def reading_lines(words: list) -> Figures:
    with folder() as place:
        return reading(words, configurations.schemaless(place, 10_000_000))


def reading_sections(words: list) -> Figures:
    with folder() as place:
        return reading(words, *configurations.sections(place, 100_000))


def reading_ten_times(words: list) -> Figures:
    with folder() as place:
        small, large = (configurations.schemaless(place, size) for size in (10_000_000, 100_000_000))
        return {TIMES_AS_LONG: reading(words, large)[SECONDS] / reading(words, small)[SECONDS]}


def queue_folders(place: Path) -> Path:
    base = place / "queues"
    for number in range(QUEUES):
        (base / f"q{number}").mkdir(parents=True)
    return base


def arrivals(busy: Path, lines, is_run: Callable[[str], bool]) -> list[float]:
    """The times, in ms, from just before a file gets its name to the line that says that its run starts."""
    times = []
    for number in range(ARRIVALS):
        hidden = busy / f".f{number}"
        hidden.write_text("work")
        begin = time.monotonic()
        hidden.rename(busy / f"f{number}")
        if not any(is_run(line) for line in lines):
            fail("the watcher ended")
        times.append((time.monotonic() - begin) * 1e3)
        time.sleep(0.02)
    return times


def queues(words: list, process, busy: Path, seconds: float, is_run: Callable[[str], bool]) -> Figures:
    cpu, switches = cpu_seconds(process.pid), voluntary_switches(process.pid)
    time.sleep(seconds)
    if process.poll() is not None:
        fail(f"{words[0]} ended with status {process.returncode}")
    cpu, switches = cpu_seconds(process.pid) - cpu, voluntary_switches(process.pid) - switches
    times = sorted(arrivals(busy, process.stderr, is_run))
    return {
        QUIET_CPU: cpu * 1e3 * 60 / seconds,
        SWITCHES: switches * 60 / seconds,
        PSS: memory(process.pid, "Pss"),
        LATENCY: statistics.median(times),
        LATE: times[len(times) * 99 // 100],
    }


def our_queues(seconds: float) -> Figures:
    with folder() as place:
        base = queue_folders(place)
        conf = place / "bench.conf"
        conf.write_text(
            f"<DaemonApp bench>\nControlSocket {place}/control\n<DirQueueManager q>\nRunEvery 1h\n"
            f"BaseQueueDirectory {base}\n<Command>\nRunEvery 1h\nCommand /bin/true\n</Command>\n"
            "</DirQueueManager>\n</DaemonApp>\n"
        )
        words = command(RUN_LOGGED, conf)
        with running(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            ended = 0
            for line in process.stderr:
                event = json.loads(line)
                ended += event.get("event") == "finish" and event.get("daemon") != "q"
                if ended == QUEUES:
                    break

            def is_run(line: str) -> bool:
                event = json.loads(line)
                return event.get("event") == "run" and event.get("daemon") == "q/q7"

            time.sleep(2)
            return queues(words, process, base / "q7", seconds, is_run)


def inotifywait_queues(seconds: float) -> Figures:
    """It only tells of the file; nothing is run."""
    with folder() as place:
        base = queue_folders(place)
        words = ["sh", "-c", f"exec inotifywait -m -r -e moved_to {base} 1>&2"]
        with running(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            if not any("Watches established" in line for line in process.stderr):
                fail("inotifywait ended")
            return queues(["inotifywait"], process, base / "q7", seconds, lambda line: "/q7/ MOVED_TO" in line)


def groups(options: argparse.Namespace) -> dict[str, Contenders]:
    seconds, minute = (3, 10) if options.quick else (10, 60)
    last_due: set[int] = set()

    def timers(mode: str, peer: list) -> Callable[[], Figures]:
        words = [*peer, mode, TIMERS, seconds] + ([RATE] if mode == "paced" else [])
        return lambda: rates(json_line(words))

    def all_timers(mode: str) -> Contenders:
        return {
            OURS: lambda: our_timers(mode == "paced", seconds),
            "libuv": timers(mode, [BUILT / "timers_uv"]),
            "Go": timers(mode, [BUILT / "timers_go"]),
            "Twisted": timers(mode, [PYTHON, PEERS / "timers_twisted.py"]),
        }

    def readers(read: Callable[[list], Figures]) -> Contenders:
        return {
            OURS: lambda: read([ZCONFIG_BENCH]),
            "ZConfig": lambda: read([PYTHON, PEERS / "zconfig_load.py"]),
        }

    twisted_start = [PYTHON, PEERS / "first_run_twisted.py"]
    return {
        "heap": {
            OURS: lambda: heap(SCHEDULER_BENCH, last_due),
            "C heap": lambda: heap(BUILT / "heap", last_due),
        },
        "dispatch": all_timers("dispatch"),
        "paced": all_timers("paced"),
        "idle": {OURS: lambda: our_rest(minute), "supervisord": lambda: supervisord_rest(minute)},
        "lines": readers(reading_lines),
        "linear": readers(reading_ten_times),
        "sections": readers(reading_sections),
        "queues": {OURS: lambda: our_queues(minute), "inotifywait": lambda: inotifywait_queues(minute)},
        **{group: cleanup.contenders(DAEMONAPP, *tree) for group, tree in cleanup.GROUPS.items()},
        "startup": {OURS: our_start, "Twisted": lambda: start(twisted_start, "stdout", lambda line: line == "first\n")},
    }


# Measuring and printing


def measure(group: str, contenders: Contenders, rounds: int) -> dict[str, list[Figures]]:
    """The figures of every contender, one for each round; each round begins with another contender."""
    found: dict[str, list[Figures]] = {name: [] for name in contenders}
    names = list(contenders)
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            print(f"{group}, round {turn + 1} of {rounds}: {name}", file=sys.stderr)
            found[name].append(contenders[name]())
    return found


def rows(group: str, found: dict[str, list[Figures]]) -> list[dict]:
    result = []
    for measure_name in MEASURES[group]:
        medians = {
            name: statistics.median(figures[measure_name] for figures in every)
            for name, every in found.items()
            if measure_name in every[0]
        }
        for name, median in medians.items():
            values = [figures[measure_name] for figures in found[name]]
            row = {"group": group, "measure": measure_name, "of": name}
            row |= {"median": median, "least": min(values), "greatest": max(values), "ratio": None}
            if name != OURS and OURS in medians and median != 0:
                row["ratio"] = medians[OURS] / median
            result.append(row | target_of(row))
    return result


def target_of(row: dict) -> dict:
    """The bound that stands beside this row, and whether we keep it (null where we were not measured)."""
    for target in TARGETS:
        if (target.group, target.measure, target.peer or OURS) == (row["group"], row["measure"], row["of"]):
            value = row["ratio"] if target.peer else row["median"]
            more = target.measure in MORE_IS_BETTER
            kept = None if value is None else value >= target.bound if more else value <= target.bound
            return {"target": target.bound, "kept": kept}
    return {"target": None, "kept": None}


def short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.3g}"


def cells(row: dict) -> list[str]:
    sign, unit = "≥" if row["measure"] in MORE_IS_BETTER else "≤", "" if row["of"] == OURS else "×"
    return [
        f"{row['group']}: {row['measure']}",
        row["of"],
        *(short(row[key]) for key in ("median", "least", "greatest")),
        "" if row["ratio"] is None else f"{row['ratio']:.2f}×",
        "" if row["target"] is None else f"{sign} {row['target']:g}{unit}",
        {None: "", True: "kept", False: "missed"}[row["kept"]],
    ]


def table(result: list[dict]) -> str:
    lines = [["", "", "median", "least", "greatest", "ours/theirs", "target", ""], *map(cells, result)]
    for line, before in reversed(list(zip(lines[1:], lines))):
        if line[0] == before[0]:
            line[0] = ""
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 2 <= i <= 6 else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in lines
    )


def machine() -> dict:
    return {"machine": platform.platform(), "processors": os.cpu_count(), "loadAverage": os.getloadavg()[0]}


def main():
    names = list(MEASURES)
    parser = argparse.ArgumentParser(description="Measures daemonapp beside its peers.")
    parser.add_argument("--only", choices=[*names, "all"], default="all", help="one group (all)")
    parser.add_argument("--rounds", type=int, default=3, help="how often everybody is measured (3)")
    parser.add_argument("--quick", action="store_true", help="10 s instead of a minute at rest, 3 s of calls, not 10")
    parser.add_argument("--peers-only", action="store_true", help="leave daemonapp out")
    parser.add_argument("--format", choices=["table", "json"], default="table", help="what is printed (table)")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds is at least 1")

    chosen = names if options.only == "all" else [options.only]
    if not options.peers_only:
        for program in {PROGRAMS_OF.get(group, DAEMONAPP) for group in chosen}:
            if not program.exists():
                fail(f"{program} is missing: build it in release, or choose --peers-only")
    prepare(set(chosen))
    before, result = machine(), []
    for group in chosen:
        contenders = groups(options)[group]
        if options.peers_only:
            del contenders[OURS]
        result += rows(group, measure(group, contenders, options.rounds))
    load_after = os.getloadavg()[0]
    if options.format == "json":
        print(json.dumps(before | {"loadAverageAfter": load_after, "rounds": options.rounds, "figures": result}))
        return
    print(table(result))
    print(f"\n{before['machine']}, {before['processors']} processors, median of {options.rounds}", end="; ")
    print(f"load {before['loadAverage']:.2f} before, {load_after:.2f} after")


if __name__ == "__main__":
    main()

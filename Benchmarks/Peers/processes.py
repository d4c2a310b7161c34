"""How a process is started, stopped and looked at. Linux only: the figures come from /proc."""

import contextlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path


def fail(message: str):
    sys.exit(f"bench.py: {message}")


def json_line(words: list) -> dict:
    """What a program that prints one line of JSON says."""
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        fail(f"{words[0]} ended with status {done.returncode}")
    (line,) = done.stdout.splitlines()
    return json.loads(line)


@contextlib.contextmanager
def running(words: list, **options):
    """A process that is stopped at the end, politely first."""
    process = subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of a process, also of those that have ended.

    The number of the clock is that of clock_getcpuclockid(3) on Linux; /proc/PID/stat has only hundredths.
    """
    return time.clock_gettime(~pid << 3 | 2)


def voluntary_switches(pid: int) -> int:
    """The times that a thread of the process has gone to sleep of its own accord."""
    total = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        total += int(fields(status)["voluntary_ctxt_switches"])
    return total


def memory(pid: int, kind: str) -> int:
    """The resident memory of the process in kB: `Rss`, or `Pss`, where what others share is divided among them."""
    return int(fields(Path(f"/proc/{pid}/smaps_rollup"))[kind].split()[0])


def fields(file: Path) -> dict[str, str]:
    return dict(line.split(":", 1) for line in file.read_text().splitlines() if ":" in line)

"""Trees of session files, and what it costs to scan them, to remove the old half of them, and to poll them."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from Peers.prepare import BUILT
from Peers.processes import cpu_seconds, fail, running

FILES = 300_000
AGE = 1800

SCAN = "CPU s of a first scan"
SCAN_WALL = "wall s of a first scan"
REMOVAL = "CPU s of removing the old half"
REMOVAL_WALL = "wall s of removing the old half"
LOGGED = "CPU s of removing and logging each"
POLL = "CPU ms of a poll"
MEASURES = [SCAN, SCAN_WALL, REMOVAL, REMOVAL_WALL, LOGGED, POLL]

SHAPES = ("flat", "hashed", "deep")
#: Where the trees are made: in memory, and on the disk.
MEDIA = {"memory": "/dev/shm", "disk": tempfile.gettempdir()}
GROUPS = {f"cleanup-{shape}-{medium}": (shape, medium) for shape in SHAPES for medium in MEDIA}


def directories(shape: str) -> list[str]:
    """The directories that hold files, below the root, each after those above it."""
    if shape == "flat":
        return [""]
    digits = "0123456789abcdef"
    if shape == "hashed":
        return [f"{a}/{b}/{c}" for a in digits for b in digits for c in digits]
    return [f"chain{number}" + "/d" * depth for number in range(100) for depth in range(100)]


@contextlib.contextmanager
def tree(shape: str, medium: str, old: bool):
    """A tree of files that are new, or the half of which is an hour old; written to the disk where it is one."""
    root = Path(tempfile.mkdtemp(prefix="bench-cleanup-", dir=MEDIA[medium]))
    try:
        hour_ago = time.time() - 3600
        places = directories(shape)
        for number, place in enumerate(places):
            (root / place).mkdir(parents=True, exist_ok=True)
            directory = os.open(root / place, os.O_RDONLY)
            for file in range(FILES * number // len(places), FILES * (number + 1) // len(places)):
                name = f"sess_{file:026x}"
                os.close(os.open(name, os.O_WRONLY | os.O_CREAT, 0o600, dir_fd=directory))
                if old and file % 2:
                    os.utime(name, (hour_ago, hour_ago), dir_fd=directory)
            os.close(directory)
        os.sync()
        yield root
    finally:
        shutil.rmtree(root)
        for left in Path(root.parent).glob(f"{root.name}.*"):
            left.unlink()


def cost(words: list, **options) -> tuple[float, float]:
    """The CPU and wall seconds of a program from its start to its end."""
    begin = time.monotonic()
    process = subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(f"{words[0]} ended with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin


def files_in(root: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(root))


def measured(shape: str, medium: str, words, logged=None, poll=None) -> dict[str, float]:
    """The figures of somebody who can scan a tree, and remove what is old in it."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with tree(shape, medium, old=False) as root:
        time.sleep(3)
        scan, scan_wall = cost(words(root), **quiet)
        figures = {SCAN: scan, SCAN_WALL: scan_wall}
        if poll:
            figures[POLL] = poll(root)
        if files_in(root) != FILES:
            fail("new files were removed")
    for measure, wall, command in ((REMOVAL, REMOVAL_WALL, words), (LOGGED, None, logged)):
        if command is None:
            continue
        with tree(shape, medium, old=True) as root:
            figures[measure], seconds = cost(command(root), **quiet)
            if wall:
                figures[wall] = seconds
            if files_in(root) != FILES // 2:
                fail("not the old half was removed")
    return figures


def contenders(daemonapp: Path, shape: str, medium: str) -> dict:
    def configuration(root: Path, *keys: str) -> Path:
        conf = Path(f"{root}.conf")
        lines = ["RemoveOlderThan 30m", f"ScanDirectory {root}", "AllowSystemDirectory yes", *keys]
        conf.write_text(
            f"<DaemonApp bench>\nControlSocket {root}.socket\nShutdownIfIdle 1s\n<FileCleanup clean>\n"
            + "\n".join(lines)
            + "\n</FileCleanup>\n</DaemonApp>\n"
        )
        return conf

    def ours(root: Path, level: str = "warning") -> list:
        return [daemonapp, "run", configuration(root, "RunEvery 1h", f"LogLevel {level}")]

    def our_poll(root: Path) -> float:
        """Between two statuses: the runs, and the CPU time without that of answering them."""
        conf = configuration(root, "RunEvery 0.05s")

        def status() -> dict:
            words = [daemonapp, "status", "--app", f"{root}.socket", "--format", "json"]
            done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            return json.loads(done.stdout) if done.returncode == 0 else {}

        def runs() -> int:
            return sum(daemon["counters"]["runs"] for daemon in status().get("daemons", []))

        with running([daemonapp, "run", conf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as app:
            while runs() < 3:
                time.sleep(0.1)
            time.sleep(3)
            first, cpu = runs(), cpu_seconds(app.pid)
            time.sleep(3)
            cpu, last = cpu_seconds(app.pid) - cpu, runs()
        return cpu * 1e3 / (last - first)

    def find(root: Path, *more: str) -> list:
        return ["find", root, "-type", "f", "-mmin", f"+{AGE // 60}", *more, "-delete"]

    def find_poll(root: Path) -> float:
        return sum(cost(find(root))[0] for _ in range(3)) / 3 * 1e3

    return {
        "daemonapp": lambda: measured(shape, medium, ours, lambda root: ours(root, "info"), our_poll),
        "C loop": lambda: measured(shape, medium, lambda root: [BUILT / "cleanup", root, AGE]),
        "find": lambda: measured(shape, medium, find, lambda root: find(root, "-print"), find_poll),
    }

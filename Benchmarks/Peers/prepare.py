"""Builds the peers, and installs those in Python in an environment of its own; names the package of what is not there."""

import shutil
import subprocess
import sys
from pathlib import Path

from Peers.processes import fail

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / ".build" / "peers"
VENV = HERE.parent / ".venv"
PYTHON = VENV / "bin" / "python"
TWISTED = "twisted==26.10.0"
ZCONFIG = "ZConfig==4.3"


def need(program: str, package: str):
    if not shutil.which(program):
        fail(f"{program} is not installed (Debian: apt-get install {package})")


def build(words: list):
    if subprocess.run([str(word) for word in words]).returncode != 0:
        fail("a peer could not be built: see above")


def prepare(wanted: set[str]):
    """Makes the peers of these groups ready to run."""
    BUILT.mkdir(parents=True, exist_ok=True)
    if wanted & {"heap", "dispatch", "paced"}:
        need("gcc", "gcc libc6-dev libuv1-dev")
    if any(group.startswith("cleanup") for group in wanted):
        need("gcc", "gcc libc6-dev")
        build(["gcc", "-O2", "-o", BUILT / "cleanup", HERE / "cleanup.c"])
    if "heap" in wanted:
        build(["gcc", "-O2", "-o", BUILT / "heap", HERE / "heap.c"])
    if wanted & {"dispatch", "paced"}:
        need("go", "golang-go")
        build(["gcc", "-O2", "-o", BUILT / "timers_uv", HERE / "timers_uv.c", "-luv"])
        build(["go", "build", "-o", BUILT / "timers_go", HERE / "timers.go"])
    if wanted & {"dispatch", "paced", "startup"}:
        prepare_package(TWISTED)
    if wanted & {"lines", "linear", "sections"}:
        prepare_package(ZCONFIG)
    if "idle" in wanted:
        need("supervisord", "supervisor")


def prepare_package(package: str):
    """Installs a Python package in the environment of the peers."""
    installed = VENV / package
    if not installed.exists():
        if not PYTHON.exists():
            build([sys.executable, "-m", "venv", "--clear", VENV])
        build([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])
        installed.touch()

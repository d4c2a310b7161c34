#!/usr/bin/env python3
"""Compare `daemonapp simulate --format trace` with the reference model.

Use:

    compare.py --binary PATH [--seed N] [--count K] [--out DIR]
    compare.py --binary PATH --golden
    compare.py --golden

The first form generates random cases, runs both on each, and prints the first
difference of every case that differs, with the case's folder.  With
`--golden` the cases are the folders of `golden`, and the expected traces were
derived by hand; without a binary the model alone is checked.  The exit status
is 1 if anything differs.  The last line is `N passed, M failed`.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path

import schedule_model
from random_cases import Case, generate

GOLDEN = Path(__file__).resolve().parent / "golden"


def lines_of_model(case):
    """The model's trace; None where the case is an error."""
    try:
        return schedule_model.trace_of(
            case.conf, case.workload, case.horizon, case.seed)
    except (schedule_model.ConfigurationError, schedule_model.InputError):
        return None


def lines_of_binary(binary, folder, case):
    """The binary's trace, None where it ends with an error and prints
    nothing; and what it wrote to stderr."""
    command = [str(Path(binary).resolve()), "simulate", "app.conf"]
    if case.workload is not None:
        command += ["--workload", "workload.json"]
    command += [*case.args().split(), "--format", "trace"]
    try:
        result = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=120,
            stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return ["(no end after 120 s)"], ""
    words = result.stderr.decode("utf-8", "replace")
    text = result.stdout.decode("utf-8", "replace")
    if result.returncode < 0:
        return [f"(ended by signal {-result.returncode})"], words
    if result.returncode != 0 and not text:
        return None, words
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if result.returncode != 0:
        lines.append(f"(status {result.returncode})")
    return lines, words


def first_difference(expected, found, words):
    """The first difference in words; None where there is none."""
    if expected == found:
        return None
    if expected is None:
        return "an error is expected, but it printed a trace"
    if found is None:
        return "a trace is expected, but it ended with an error:\n" + words
    for number, (left, right) in enumerate(zip_longest(expected, found), 1):
        if left != right:
            before = expected[max(0, number - 4):number - 1]
            return "\n".join([
                f"line {number}:",
                *(f"    both:     {line}" for line in before),
                f"    expected: {left}",
                f"    found:    {right}",
            ] + ([words] if words else []))
    return None


def check(binary, folder, case, expected):
    """Run one case; its folder and first difference."""
    if binary is None:
        found, words = lines_of_model(case), ""
    else:
        found, words = lines_of_binary(binary, folder, case)
    return folder, first_difference(expected, found, words)


def random_jobs(options):
    """The random cases: folder, case, expected lines."""
    out = options.out or tempfile.mkdtemp(prefix="schedule-cases-")
    for number in range(options.first, options.first + options.count):
        case = generate(options.seed, number)
        folder = Path(out) / f"case-{number:04d}"
        case.write(folder)
        yield folder, case, lines_of_model(case)


def golden_jobs():
    """The golden cases: folder, case, expected lines."""
    for folder in sorted(GOLDEN.iterdir()):
        if (folder / "app.conf").exists():
            text = (folder / "expected.trace").read_text(encoding="utf-8")
            yield folder, Case.read(folder), text.splitlines()


def last_word(lines):
    """How a trace ends, for the overview."""
    if lines is None:
        return "error"
    last = json.loads(lines[-1])
    return last.get("reason", last["event"])


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", help="the daemonapp to check")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--first", type=int, default=0,
                        help="the number of the first case")
    parser.add_argument("--out", help="where the cases are written")
    parser.add_argument("--golden", action="store_true")
    parser.add_argument("--show", type=int, default=10,
                        help="how many differences are printed")
    options = parser.parse_args()
    if options.binary is None and not options.golden:
        parser.error("--binary is needed without --golden")
    jobs = golden_jobs() if options.golden else random_jobs(options)
    endings = collections.Counter()
    lines_in_all = passed = failed = 0
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        results = []
        for folder, case, expected in jobs:
            endings[last_word(expected)] += 1
            lines_in_all += len(expected or [])
            results.append(
                pool.submit(check, options.binary, folder, case, expected))
        for result in results:
            folder, difference = result.result()
            if difference is None:
                passed += 1
                continue
            failed += 1
            if failed <= options.show:
                print(f"{folder}: {difference}")
    overview = ", ".join(f"{n} {word}" for word, n in sorted(endings.items()))
    print(f"{lines_in_all} lines; endings: {overview}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

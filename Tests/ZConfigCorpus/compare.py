#!/usr/bin/env python3
"""Compare `daemonapp config dump` with what the cases expect.

    compare.py --binary PATH [--only PATTERN] [--jobs N]
    compare.py --reference [--only PATTERN]

The first form runs the binary on every case. The second form asks the reference again (the Python package ZConfig
4.3) whether each expectation is what it says. PATTERN is a shell pattern for names of cases. There is one line per
difference, and a last line `N cases, M differ`; the exit status is 1 if any differs. The differences that are meant,
each with its reason, are in differences.json: the binary has to differ there.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import corpus
import json_text


DIFFERENCES = Path(__file__).parent / "differences.json"


def check_binary(binary, folder):
    """How the binary differs from the expectation of a case, or None."""
    case = corpus.Case.read(folder)
    expected = json_text.read((folder / "expected.json").read_text(encoding="utf-8"))
    return corpus.difference(expected, corpus.run_binary(binary, case, folder), folder)


def check_reference(folder):
    """How the reference differs from the expectation of a case, or None."""
    case = corpus.Case.read(folder)
    found = corpus.expectation_text(corpus.reference_outcome(case, folder))
    if found == (folder / "expected.json").read_text(encoding="utf-8"):
        return None
    return "the reference says otherwise: " + " ".join(found.split())


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--binary", help="the daemonapp to check")
    way.add_argument("--reference", action="store_true", help="check the expectations instead")
    parser.add_argument("--only", default="*", metavar="PATTERN")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    options = parser.parse_args()
    folders = sorted(folder for folder in corpus.CASES.iterdir() if fnmatch.fnmatch(folder.name, options.only))
    if options.reference:
        found = [check_reference(folder) for folder in folders]
    else:
        binary = str(Path(options.binary).resolve())
        with ThreadPoolExecutor(options.jobs) as pool:
            found = list(pool.map(lambda folder: check_binary(binary, folder), folders))
    meant = {} if options.reference else json.loads(DIFFERENCES.read_text(encoding="utf-8"))
    names = [folder.name for folder in folders]
    differences = [(name, words) for name, words in zip(names, found) if words and name not in meant]
    differences += [(name, "no longer differs") for name, words in zip(names, found) if not words and name in meant]
    for name, words in differences:
        print(f"{name}: {corpus.one_line(words)}")
    as_meant = sum(name in meant for name in names)
    print(f"{len(folders)} cases, {len(differences)} differ" + (f" (besides {as_meant} as meant)" if as_meant else ""))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())

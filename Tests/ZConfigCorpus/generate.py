#!/usr/bin/env python3
"""Write all cases anew: `generate.py`. Needs the Python package ZConfig 4.3.

Each area is a module of `areas` with a function `cases()` that yields them. What is expected comes from the
reference alone. The result is the same, byte for byte, however often it is written.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil

import areas
import corpus


def all_cases():
    """The cases of all areas."""
    names = set()
    for module in sorted(pkgutil.iter_modules(areas.__path__), key=lambda module: module.name):
        for case in importlib.import_module(f"areas.{module.name}").cases():
            assert case.name not in names, f"two cases are named {case.name}"
            names.add(case.name)
            yield case


def main():
    """The command."""
    if corpus.CASES.exists():
        shutil.rmtree(corpus.CASES)
    count = 0
    for case in all_cases():
        folder = corpus.CASES / case.name
        case.write(folder)
        outcome = corpus.reference_outcome(case, folder)
        (folder / "expected.json").write_text(corpus.expectation_text(outcome), encoding="utf-8")
        count += 1
    print(f"{count} cases")


if __name__ == "__main__":
    main()

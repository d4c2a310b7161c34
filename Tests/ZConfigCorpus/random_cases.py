#!/usr/bin/env python3
"""Compare `daemonapp config dump` with the reference on random schemas and configurations.

    random_cases.py --seed S --count N --binary PATH [--out DIR] [--jobs N]

Case number I of a seed is always the same. The cases are mostly well-formed, with a few mistakes. Each one that
differs stays in DIR as a folder like those of `cases`, with what the reference says in `expected.json`; its mistake
can be cut down by hand and become an entry of an area. Needs the Python package ZConfig 4.3.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import corpus
import json_text
from random_schema import ANY_NAME, KEY_NAMES, SECTION_NAMES, SchemaMaker

BATCH = 100
MAXIMUM_DEPTH = 4
ENVIRONMENT = {"FROM_ENVIRONMENT": "value of $x"}
MISTAKES = ["(x)", "</nonsense>", "<nonsense>", "<type0", "% x", "%nonsense x", "unknown-key 1", "1x y", "a $",
            "a $nowhere",
            "%define x other", "<type0 *>", "<abs0/>", "%include nowhere.conf", "<type0 / >", "alpha 1", "<type1/>"]


class CaseMaker:
    """Makes one random case."""

    def __init__(self, seed, number):
        self.name = f"random-{seed}-{number}"
        self.random = random.Random(f"{seed} {number}")
        self.maker = SchemaMaker(self.random)
        self.chance = self.maker.chance
        self.top = self.maker.make()
        self.files = {}
        self.packages = {}
        self.can_substitute = False
        # The keys of the file that overrides may name: the path, and the datatype last.
        self.paths = []

    def case(self):
        """The case."""
        lines = ["%define x 1", "%define Long_Name two words"] if self.chance(0.5) else []
        self.can_substitute = bool(lines)
        lines += self.section_lines(self.top, 0, [])
        if self.chance(0.15):
            lines.insert(self.random.randint(0, len(lines)), self.random.choice(MISTAKES))
        if self.chance(0.05) and len(lines) > 1:
            del lines[self.random.randrange(len(lines))]
        config = "\n".join(self.with_include(lines)).encode()
        document = self.schema()
        return corpus.make_case(
            self.name, f"A random case: {self.name}.", config, document=document, files=self.files,
            packages=self.packages or None, overrides=self.overrides(), environment=ENVIRONMENT)

    def schema(self):
        """The schema, whose first types may come from elsewhere."""
        split = self.random.randint(0, len(self.maker.types))
        here = "".join(type_.xml() for type_ in self.maker.types[split:]) + self.top.body()
        elsewhere = "".join(type_.xml() for type_ in self.maker.types[:split])
        attributes = "".join(f' {key}="{value}"' for key, value in self.top.attributes.items())
        way = self.random.choice(["here", "here", "extends", "source", "component"])
        if way == "extends":
            self.files["base.xml"] = f"<schema>\n{elsewhere}</schema>"
            keytype = "" if "keytype" in self.top.attributes or self.chance(0.5) else ' keytype="basic-key"'
            return f'<schema extends="base.xml"{attributes}{keytype}>\n{here}</schema>'
        if way == "source":
            self.files["types.xml"] = f"<schema>\n{elsewhere}</schema>"
            return f'<schema{attributes}>\n<import src="types.xml"/>\n{here}</schema>'
        if way == "component":
            self.packages["acme/types/component.xml"] = f"<component>\n{elsewhere}</component>"
            return f'<schema{attributes}>\n<import package="acme.types"/>\n{here}</schema>'
        return f"<schema{attributes}>\n{elsewhere}{here}</schema>"

    def with_include(self, lines):
        """The lines, of which some may go to an included file."""
        if not self.chance(0.3) or len(lines) < 2:
            return lines
        first = self.random.randrange(len(lines))
        last = self.random.randint(first, len(lines))
        self.files["sub/inner.conf"] = "\n".join(lines[first:last]).encode()
        return [*lines[:first], "%include sub/inner.conf", *lines[last:]]

    def section_lines(self, type_, depth, path):
        """The lines inside a section of a type."""
        groups = []
        for child in type_.children:
            required = child.attributes.get("required") == "yes"
            if not self.chance(0.97 if required else 0.55):
                continue
            many = child.element.startswith("multi") or child.name == "+"
            for _ in range(self.random.randint(1, 3) if many else 1 + self.chance(0.03)):
                if child.type is None:
                    groups.append([self.key_line(type_, child, path)])
                elif depth < MAXIMUM_DEPTH:
                    groups.append(self.section(child, depth + 1, path))
        self.random.shuffle(groups)
        return [line for group in groups for line in group]

    def key_line(self, owner, child, path):
        """One line for a key."""
        key = self.random.choice(KEY_NAMES[owner.keytype]) if child.name == "+" else child.name
        if owner.keytype == "basic-key" and self.chance(0.3):
            key = key.swapcase()
        if self.chance(0.3):
            self.paths.append([*path, key, child.attributes["datatype"]])
        value = self.maker.value(child.attributes["datatype"], 0.04)
        if self.can_substitute and self.chance(0.1):
            value = self.random.choice(["$x", "${Long_name}", "1$X", "$(FROM_ENVIRONMENT)"])
        return f"{key} {value}" + self.random.choice(["", "", "  "])

    def section(self, child, depth, path):
        """The lines of a section for a child."""
        type_ = child.type
        if type_.abstract:
            if not type_.implementers:
                return []
            type_ = self.random.choice(type_.implementers)
        name = child.name
        if name in ANY_NAME:
            name = self.random.choice([*SECTION_NAMES, f"n{self.random.randint(0, 99)}"])
            if child.name == "*" and self.chance(0.5) or self.chance(0.03):
                name = ""
        header = f"{type_.name} {name}".strip()
        lines = self.section_lines(type_, depth, [*path, name or type_.name])
        indent = "  " * depth
        if not lines and self.chance(0.5):
            return [f"{indent}<{header}/>"]
        return [f"{indent}<{header}>", *(indent + line for line in lines), f"{indent}</{type_.name.upper()}>"]

    def overrides(self):
        """Overrides for keys of the file, mostly."""
        if not self.chance(0.35):
            return []
        specifiers = []
        for *path, datatype in self.random.sample(self.paths, min(len(self.paths), self.random.randint(1, 2))):
            if self.chance(0.1):
                path[self.random.randrange(len(path))] = self.random.choice(["type0", "alpha", "new", "Two", ""])
            specifiers.append("/".join(path) + "=" + self.maker.value(datatype, 0.04))
        return specifiers


def run_batch(options, numbers, pool):
    """Run some cases; yields name, outcome of the reference, and difference or None."""
    jobs = []
    for number in numbers:
        case = CaseMaker(options.seed, number).case()
        folder = options.out / case.name
        if folder.exists():
            shutil.rmtree(folder)
        case.write(folder)
        text = corpus.expectation_text(corpus.reference_outcome(case, folder))
        (folder / "expected.json").write_text(text, encoding="utf-8")
        jobs.append((case, folder, json_text.read(text)))
    binary = str(Path(options.binary).resolve())
    results = pool.map(lambda job: corpus.run_binary(binary, job[0], job[1]), jobs)
    for (_, folder, expected), result in zip(jobs, results):
        words = corpus.difference(expected, result, folder)
        if words is None:
            shutil.rmtree(folder)
        yield folder, expected, words


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", required=True, help="the daemonapp to check")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--out", type=Path, help="where cases that differ stay")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    options = parser.parse_args()
    options.out = (options.out or Path(tempfile.mkdtemp(prefix="zconfig-cases-"))).resolve()
    kinds = collections.Counter()
    differ = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        end = options.first + options.count
        for start in range(options.first, end, BATCH):
            for folder, expected, words in run_batch(options, range(start, min(start + BATCH, end)), pool):
                kinds[expected.get("error", {}).get("kind", "document")] += 1
                if words:
                    differ += 1
                    print(f"{folder}: {corpus.one_line(words)}")
    print(", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    print(f"{options.count} cases, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())

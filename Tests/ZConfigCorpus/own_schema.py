#!/usr/bin/env python3
"""Read the examples with the program's own schema, in the reference and in the program.

    own_schema.py --binary PATH

`PATH config schema` is what the reference (the Python package ZConfig 4.3) loads. With it, the reference's outcome for
each configuration must be that of `PATH config dump --schema THAT.xml FILE` and of `PATH config dump FILE`. The
configurations are those under Examples, and those in the blocks of README.md and Documentation/*.md that hold a
<DaemonApp> or a <Command>. All defaults that the schema declares must convert in the reference. There is one line
per difference, and a last line `N configurations, M differ`; the exit status is 1 if any differs.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import ZConfig
import ZConfig.info

import corpus
import json_text
import reference

ROOT = Path(__file__).resolve().parents[2]


# The configurations.

@dataclass
class Configuration:
    """A configuration: what it is called in a report, and its text."""

    name: str
    text: str


def examples():
    """The configurations under Examples."""
    paths = sorted((ROOT / "Examples").glob("**/*.conf"))
    return [Configuration(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in paths
            if ".build" not in path.parts]


def documented():
    """The configurations in the documentation. One that is only a daemon becomes one of an app."""
    configurations = []
    for path in [ROOT / "README.md", *sorted((ROOT / "Documentation").glob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"^( *)```(.*?)\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE):
            block = "".join(line.removeprefix(match[1]) for line in match[3].splitlines(keepends=True))
            name = f"{path.relative_to(ROOT)}:{text[:match.start(3)].count(chr(10)) + 1}"
            if match[2]:
                continue
            if re.search(r"^<DaemonApp\b[^>]*>$", block, re.MULTILINE):
                configurations.append(Configuration(name, block))
            elif re.search(r"^<(Command|SimulatedDaemon)\b[^>]*>$", block, re.MULTILINE):
                configurations.append(Configuration(name, f"<DaemonApp>\n{block}</DaemonApp>\n"))
    return configurations


def write(configuration, folder):
    """Write a configuration as `main.conf`, and an empty file for each that it includes from beside it."""
    folder.mkdir()
    (folder / "main.conf").write_text(configuration.text, encoding="utf-8")
    for name in re.findall(r"^\s*%include\s+([\w.-]+)\s*$", configuration.text, re.MULTILINE):
        (folder / name).touch()


def environment(configuration):
    """A value for each variable of the environment that a configuration asks for."""
    return {name: "/tmp" for name in re.findall(r"\$\((\w+)\)", configuration.text)}


# What is compared.

def run(binary, *arguments):
    """What a command prints; an error if it fails."""
    return subprocess.run([binary, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout


def differences(binary, schema, configuration, folder):
    """How the binary's outcomes differ from the reference's, each in words."""
    write(configuration, folder)
    variables = environment(configuration)
    outcome = reference.dump(folder, ["--schema", str(schema), "main.conf"], variables)
    expected = json_text.read(json_text.write(outcome))
    found = []
    for name, options in [("own schema", []), ("schema as a file", ["--schema", str(schema)])]:
        case = corpus.Case(configuration.name, "", [*options, "main.conf"], variables)
        words = corpus.difference(expected, corpus.run_binary(binary, case, folder), folder)
        if words:
            found.append(f"{name}: {words}")
    return found


def failing_defaults(schema):
    """The defaults of a schema that do not convert in the reference, each in words."""
    found = []
    for name in [None, *schema.gettypenames()]:
        section = schema if name is None else schema.gettype(name)
        for key, info in [] if section.isabstract() else section:
            for text in defaults(info):
                try:
                    info.datatype(text)
                except ValueError as error:
                    found.append(f"{name or 'schema'}/{key}: the default {text!r} does not convert: {error}")
    return found


def defaults(info):
    """The texts of the defaults of a child of a section type; none for a section."""
    if info.issection():
        return []
    default = info.getdefault()
    values = default.values() if isinstance(default, dict) else [default]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [item.value for item in flat if isinstance(item, ZConfig.info.ValueInfo)]


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", required=True, help="the daemonapp to check")
    binary = str(Path(parser.parse_args().binary).resolve())
    configurations = examples() + documented()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        schema = folder / "daemonapp.xml"
        schema.write_bytes(run(binary, "config", "schema"))
        schema_differences = failing_defaults(ZConfig.loadSchema(str(schema)))
        # What is read from XML has the names of its types in lower case.
        again = run(binary, "config", "schema", "--schema", str(schema))
        if again.lower() != schema.read_bytes().lower():
            schema_differences.append("it is another when it is read and written again")
        found = [differences(binary, schema, configuration, folder / str(number))
                 for number, configuration in enumerate(configurations)]
    for words in schema_differences:
        print(f"schema: {corpus.one_line(words)}")
    for configuration, all_words in zip(configurations, found):
        for words in all_words:
            print(f"{configuration.name}: {corpus.one_line(words)}")
    differing = sum(bool(words) for words in found) + bool(schema_differences)
    print(f"{len(configurations)} configurations, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

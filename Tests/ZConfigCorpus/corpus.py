"""Cases: what they are, how they are written down, and how they are checked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import textwrap
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

import json_text

CASES = Path(__file__).resolve().parent / "cases"

# Stands for the absolute path of the case's folder, in `case.json` and `expected.json`.
CASE_FOLDER = "@CASE@"

KINDS = "syntax substitution conversion configuration schema resource encoding unsupported crash".split()

# A binary may need these to run at all; of the rest of the environment a case sees nothing.
INHERITED = ("PATH", "LD_LIBRARY_PATH")

TIMEOUT = 60


@dataclass
class Case:
    """One case: the files of a folder, and the command to run in it."""

    name: str
    about: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def read(cls, folder):
        """Read a case back, without its files, which are only used where they are."""
        description = json.loads((folder / "case.json").read_text(encoding="utf-8"))
        return cls(folder.name, description["about"], description["arguments"], description["environment"])

    def write(self, folder):
        """Write everything but what is expected."""
        folder.mkdir(parents=True)
        for path, content in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        description = {"about": self.about, "arguments": self.arguments, "environment": self.environment}
        (folder / "case.json").write_text(json_text.write(description, "  ") + "\n", encoding="utf-8")

    def real_environment(self, folder):
        """The environment of the command."""
        return {key: value.replace(CASE_FOLDER, str(folder)) for key, value in self.environment.items()}


def text(content):
    """The bytes of a file. A `str` is a readable, indented text; `bytes` are taken as they are."""
    if isinstance(content, bytes):
        return content
    return (textwrap.dedent(content).strip("\n").rstrip(" ") + "\n").encode()


def make_case(name, about, config="", schema=None, *, attributes="", document=None, files=None, packages=None,
              overrides=(), environment=None, schemaless=False):
    """A case in a few words.

    `schema` is the inside of `<schema ATTRIBUTES>`; `document` is a whole schema file instead. `packages` are files
    of component packages: each of their folders becomes a package. Without `config` there is no `main.conf`.
    """
    contents = {} if config is None else {"main.conf": text(config)}
    arguments = ["--schemaless"] if schemaless else ["--schema", "schema.xml"]
    if document is not None:
        contents["schema.xml"] = text(document)
    elif not schemaless:
        start = f"<schema {attributes}>" if attributes else "<schema>"
        body = textwrap.indent(text(schema or "").decode(), "  ")
        contents["schema.xml"] = f"{start}\n{body}</schema>\n".encode()
    for path, content in (files or {}).items():
        contents[path] = text(content)
    for path, content in (packages or {}).items():
        contents[f"packages/{path}"] = text(content)
        for parent in Path(path).parents[:-1]:
            contents[f"packages/{parent}/__init__.py"] = b""
    if packages is not None:
        arguments += ["--component-path", "packages"]
    arguments.append("main.conf")
    for override in overrides:
        arguments += [f"-o{override}"] if override else ["-o", ""]
    return Case(name, about, arguments, environment or {}, contents)


# What is expected.

def reference_outcome(case, folder):
    """What the reference makes of a case, with the folder's path made independent of the place."""
    import reference  # A comparison with a binary alone does not need the package ZConfig.

    outcome = reference.dump(folder, case.arguments, case.real_environment(folder))
    return _replaced(outcome, str(folder), CASE_FOLDER)


def _replaced(value, old, new):
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_replaced(item, old, new) for item in value]
    if isinstance(value, dict):
        return {_replaced(key, old, new): _replaced(item, old, new) for key, item in value.items()}
    return value


def expectation_text(outcome):
    """The text of `expected.json`."""
    return json_text.write(outcome, "  ") + "\n"


# How a binary is checked.

def run_binary(binary, case, folder):
    """Run the command; a `CompletedProcess`, or None where it does not end."""
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    environment.update(case.real_environment(folder))
    command = [binary, "config", "dump", "--format", "json", *case.arguments]
    try:
        return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return None


def difference(expected, result, folder):
    """How a binary's result differs from what is expected, in words; None if it does not.

    `expected` comes from `json_text.read`.
    """
    if result is None:
        return f"no end after {TIMEOUT} s"
    if result.returncode < 0:
        return f"ended by signal {-result.returncode}"
    if "document" in expected:
        return _document_difference(_replaced(expected["document"], CASE_FOLDER, str(folder)), result)
    return _error_difference(expected["error"], result)


def _document_difference(expected, result):
    if result.returncode != 0:
        return f"a document is expected, not the error: {_first_line(result.stderr)}"
    try:
        found = json_text.read(result.stdout.decode("utf-8"))
    except ValueError as error:
        return f"no JSON document: {error}"
    return json_text.difference(expected, found)


def _error_difference(expected, result):
    wanted = "{kind} ({file}:{line}: {message})".format(**expected)
    if result.returncode == 0:
        return f"an error is expected: {wanted}"
    if result.returncode > 125:
        return f"exit status {result.returncode}"
    line = _first_line(result.stderr)
    if not line or line.startswith("Traceback"):
        return f"no error message but {line!r}; expected: {wanted}"
    found = parse_error(line)
    if found is None:
        return f"not FILE:LINE: KIND: MESSAGE: {line}"
    file, line_number, kind = found
    if expected["kind"] not in (kind, "crash"):
        return f"{line!r} instead of {wanted}"
    if expected["line"] is not None and (file, line_number) != (expected["file"], expected["line"]):
        return f"{line!r} instead of {wanted}"
    return None


def parse_error(line):
    """File name, line number and kind of an error message; None if it is not one."""
    kinds = "|".join(KINDS)
    match = re.match(rf"(?:(?P<file>.+?)(?::(?P<line>\d+))?: )??(?P<kind>{kinds}): ", line)
    if match is None:
        return None
    file = match["file"] and urllib.parse.unquote(re.split("[/:]", match["file"])[-1])
    return file, match["line"] and int(match["line"]), match["kind"]


def one_line(words):
    """Words about a difference, fit for a line of output."""
    return "".join(character if character.isprintable() else "?" for character in " ".join(words.split()))


def _first_line(output):
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else ""

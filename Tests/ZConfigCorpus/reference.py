#!/usr/bin/env python3
"""The command `config dump`, with the Python package ZConfig 4.3 inside.

    reference.py --format json [--component-path DIR]... --schema SCHEMA FILE [-oPATH=VALUE]...
    reference.py --format json --schemaless FILE

On success one JSON document is printed; on failure `FILE:LINE: KIND: MESSAGE` goes to stderr, as far as the
package knows file and line, and the exit status is 1. `dump` is the same as a function.
"""

from __future__ import annotations

import datetime
import importlib
import io
import math
import os
import pathlib
import re
import sys
import types
import urllib.parse
import xml.sax
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

import ZConfig
import ZConfig.components.basic.mapping
import ZConfig.datatypes
import ZConfig.info
import ZConfig.matcher
import ZConfig.schema
import ZConfig.schemaless

import json_text

# Component packages must not get folders of byte code.
sys.dont_write_bytecode = True

# A configuration or schema that includes itself ends at Python's usual limit. Writing a deeply nested value must not.
LOADING_RECURSION = 1000
WRITING_RECURSION = 20000


# What the package forgets.

@dataclass
class ConvertedSection:
    """A section after its datatype was called: the value before, and what the datatype made of it."""

    section: ZConfig.matcher.SectionValue
    result: object


class RememberingDatatype:
    """Calls a section's datatype, for its errors, but keeps the section's own value too."""

    def __init__(self, datatype):
        self.datatype = datatype

    def __call__(self, section):
        return ConvertedSection(section, self.datatype(section))


def _set_datatype(section_type, datatype):
    # A derived type comes with the datatype of its base, which remembers already.
    if not isinstance(datatype, RememberingDatatype):
        datatype = RememberingDatatype(datatype)
    section_type.__dict__["datatype"] = datatype


def _parse_xml(source, handler):
    """`xml.sax.parse`, with the URL of the file in each error that has none."""
    try:
        xml.sax.parse(source, handler)
    except (ZConfig.SchemaError, xml.sax.SAXException) as error:
        if not getattr(error, "url", None):
            error.url = handler._url
        raise


ZConfig.info.SectionType.datatype = property(lambda self: self.__dict__["datatype"], _set_datatype)
ZConfig.schema.xml = types.SimpleNamespace(sax=types.SimpleNamespace(parse=_parse_xml))


# The values as JSON.

def value_as_json(value):
    """The JSON of a converted value."""
    if isinstance(value, ConvertedSection):
        return section_as_json(value)
    if isinstance(value, float):
        return float_as_json(value)
    if isinstance(value, datetime.timedelta):
        microseconds = (value.days * 86400 + value.seconds) * 1_000_000 + value.microseconds
        return Decimal(microseconds).scaleb(-6)
    if isinstance(value, ZConfig.datatypes.SocketAddress):
        family = value.family.name.removeprefix("AF_").lower()
        return {"family": family, "address": value_as_json(value.address)}
    if isinstance(value, dict):
        return {key_as_text(key): value_as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [value_as_json(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


def float_as_json(value):
    """A finite number, or the name of one that JSON lacks."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value


def key_as_text(key):
    """A key of a map: a text as it is, other values by their compact JSON."""
    return key if isinstance(key, str) else json_text.write(value_as_json(key))


def section_as_json(converted):
    """A section by its declaration; a mapping section is just its map."""
    section = converted.section
    declaration = section.getSectionDefinition()
    if declaration.datatype.datatype is ZConfig.components.basic.mapping.mapping:
        return value_as_json(converted.result)
    values = {info.attribute: value_as_json(getattr(section, info.attribute)) for _, info in declaration}
    return {"type": section.getSectionType(), "name": section.getSectionName(), "values": values}


def schemaless_as_json(section):
    """A section that was read without a schema."""
    return {
        "type": section.type or None,
        "name": section.name or None,
        "keys": dict(section),
        "sections": [schemaless_as_json(inner) for inner in section.sections],
    }


# The command.

class UsageError(Exception):
    """The command line is wrong."""


@dataclass
class Request:
    """The parsed command line."""

    path: str | None = None
    schema: str | None = None
    schemaless: bool = False
    component_paths: list[str] = field(default_factory=list)
    overrides: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, arguments):
        """Parse the arguments after `config dump`."""
        request = cls()
        rest = list(arguments)
        while rest:
            word = rest.pop(0)
            if word == "--schemaless":
                request.schemaless = True
            elif word in ("--format", "--schema", "--component-path", "-o"):
                if not rest:
                    raise UsageError(f"{word} needs a value")
                request.set_option(word, rest.pop(0))
            elif word.startswith("-o"):
                request.overrides.append(word[2:])
            elif word.startswith("-") or request.path is not None:
                raise UsageError(f"unexpected argument {word!r}")
            else:
                request.path = word
        if request.path is None or request.schemaless == (request.schema is not None):
            raise UsageError("a file is needed, and either --schema or --schemaless")
        return request

    def set_option(self, option, value):
        """Take the value of an option."""
        if option == "--schema":
            self.schema = value
        elif option == "--component-path":
            self.component_paths.append(value)
        elif option == "-o":
            self.overrides.append(value)
        elif value != "json":
            raise UsageError("the only format is json")


def load(request):
    """What the command prints, as a value."""
    if request.schemaless:
        path = pathlib.Path(request.path).absolute()
        # Decoded as the package's own loader does it: lines end at U+000A only.
        text = io.StringIO(path.read_bytes().decode("utf-8"))
        top = ZConfig.schemaless.loadConfigFile(text, path.as_uri())
        return lambda: {"schemaless": schemaless_as_json(top), "imports": list(top.imports), "text": str(top)}
    schema = ZConfig.loadSchema(request.schema)
    config, handlers = ZConfig.loadConfig(schema, request.path, overrides=request.overrides)
    names = [name for name, _ in handlers._handlers]
    return lambda: {"config": value_as_json(config), "handlers": names}


@contextmanager
def surroundings(folder, environment, component_paths):
    """Work in a folder, with an environment, with component packages; afterwards everything is as before."""
    previous = os.getcwd(), dict(os.environ), list(sys.path), set(sys.modules), sys.getrecursionlimit()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = [os.path.abspath(path) for path in component_paths]
    importlib.invalidate_caches()
    # The limit counts the frames of the caller too; a case must not depend on who runs it.
    sys.setrecursionlimit(LOADING_RECURSION + _stack_depth())
    try:
        yield
    finally:
        os.chdir(previous[0])
        os.environ.clear()
        os.environ.update(previous[1])
        # First all names, then deleting: the path of a namespace package is asked of its parent.
        for name in [name for name in set(sys.modules) - previous[3] if _is_in(sys.modules[name], folder)]:
            del sys.modules[name]
        sys.path[:] = previous[2]
        sys.setrecursionlimit(previous[4])


def _stack_depth():
    frame, depth = sys._getframe(), 0
    while frame:
        frame, depth = frame.f_back, depth + 1
    return depth


def _is_in(module, folder):
    places = [getattr(module, "__file__", None) or "", *getattr(module, "__path__", [])]
    return any(place.startswith(os.path.abspath(folder) + os.sep) for place in places)


def dump(folder, arguments, environment):
    """The outcome of the command in a folder: `{"document": ...}` or `{"error": {...}}`."""
    request = Request.parse(arguments)
    with surroundings(folder, environment, request.component_paths):
        try:
            build_document = load(request)
        except Exception as error:  # Whatever the package lets through is an outcome.
            return {"error": error_as_json(error)}
        sys.setrecursionlimit(WRITING_RECURSION)
        return {"document": build_document()}


# The errors.

KINDS = [
    (ZConfig.SubstitutionSyntaxError, "substitution"),
    (ZConfig.SubstitutionReplacementError, "substitution"),
    (ZConfig.ConfigurationSyntaxError, "syntax"),
    (ZConfig.DataConversionError, "conversion"),
    (ZConfig.SchemaResourceError, "resource"),
    (ZConfig.SchemaError, "schema"),
    (xml.sax.SAXException, "schema"),
    (ZConfig.ConfigurationError, "configuration"),
    (UnicodeDecodeError, "encoding"),
    (NotImplementedError, "unsupported"),
]


def kind_of(error):
    """One of the kinds of error."""
    if isinstance(error, ZConfig.ConfigurationError) and error.message.startswith("error opening "):
        return "resource"
    if isinstance(error, FileNotFoundError):
        return "resource"
    return next((kind for type_, kind in KINDS if isinstance(error, type_)), "crash")


def error_as_json(error):
    """Kind, file, line and message of an exception."""
    if isinstance(error, xml.sax.SAXParseException):
        line, message = error.getLineNumber(), error.getMessage()
    elif isinstance(error, ZConfig.ConfigurationError):
        line, message = getattr(error, "lineno", None), error.message
    else:
        line, message = None, f"{type(error).__name__}: {error}"
    # The position of an override is no line, and in part in the wrong order.
    line = line if isinstance(line, int) and line > 0 else None
    return {
        "kind": kind_of(error),
        "file": file_name(getattr(error, "url", None)),
        "line": line,
        # Addresses of objects differ from run to run.
        "message": re.sub(r"\bat 0x[0-9a-f]+", "at 0x...", message),
    }


def file_name(url):
    """The last component of a `file:` or `package:` URL."""
    if not isinstance(url, str) or url.startswith("<"):
        return None
    return urllib.parse.unquote(re.split("[/:]", url)[-1]) or None


def main():
    """The command."""
    try:
        outcome = dump(os.getcwd(), sys.argv[1:], dict(os.environ))
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    error = outcome.get("error")
    if error:
        place = "".join(f"{part}:" for part in (error["file"], error["line"]) if part)
        print(f"{place} {error['kind']}: {error['message']}".lstrip(), file=sys.stderr)
        return 1
    sys.setrecursionlimit(WRITING_RECURSION)
    print(json_text.write(outcome["document"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

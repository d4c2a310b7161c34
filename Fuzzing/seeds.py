#!/usr/bin/env python3
"""Makes the first inputs of the fuzz targets from the corpus of the configuration language: seeds.py FOLDER"""

import json
import pathlib
import sys

CASES = pathlib.Path(__file__).resolve().parent.parent / "Tests/ZConfigCorpus/cases"
FOLDER = pathlib.Path(sys.argv[1])
DATATYPES = 40
values = set()


def write(target, name, content):
    folder = FOLDER / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def overrides(arguments):
    return [argument[2:] for argument in arguments if argument.startswith("-o") and len(argument) > 2]


for case in sorted(CASES.iterdir()):
    main, schema = case / "main.conf", case / "schema.xml"
    if not main.exists():
        continue
    text = main.read_bytes()
    given = overrides(json.loads((case / "case.json").read_text())["arguments"])
    line = "#set {}\n".format("|".join(given)).encode("utf-8", "surrogateescape") if given else b""
    write("configuration", case.name, line + text)
    write("schemaless", case.name, text)
    if schema.exists():
        write("schema", case.name, schema.read_bytes() + b"<!--main.conf-->\n" + text)
    if case.name.startswith(("datatype", "log")):
        values.update(line.split(None, 1)[1].strip() for line in text.splitlines() if len(line.split()) > 1)
for number, value in enumerate(sorted(values)):
    for datatype in range(DATATYPES):
        write("datatypes", f"{number}-{datatype}", bytes([datatype]) + value)
rich = (pathlib.Path(__file__).parent / "rich.conf").read_bytes()
write("configuration", "rich", rich)
write("schemaless", "rich", rich)

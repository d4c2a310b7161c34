#!/usr/bin/env python3
"""Makes the first inputs of the fuzz targets from the corpus of the configuration language, and requests: seeds.py FOLDER"""

import json
import pathlib
import struct
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


# Requests as web servers send them: NAME=VALUE.
REQUESTS = [
    b"REQUEST_METHOD=GET|SCRIPT_NAME=/app/a b|REQUEST_URI=/app/a%20b?x=1|QUERY_STRING=x=1|HTTP_HOST=a.example:80",
    b"REQUEST_METHOD=POST|SCRIPT_NAME=/app|PATH_INFO=/x|REQUEST_URI=/app/x|CONTENT_LENGTH=4|CONTENT_TYPE=text/plain",
    b"REQUEST_METHOD=GET|REQUEST_URI=/app/%2e%2e/x/./y?q#f|SERVER_NAME=::1|SERVER_PORT=8080|HTTPS=on|HTTP_PROXY=x",
    b"REQUEST_METHOD=OPTIONS|REQUEST_URI=*|REDIRECT_HTTP_AUTHORIZATION=Basic eDp5|HTTP_X_OWN=1|HTTP_TE=x|HTTP_COOKIE=a",
]


def record(kind, content=b"", request=1, padding=0):
    return struct.pack(">BBHHBB", 1, kind, request, len(content), padding, 0) + content + bytes(padding)


def pair(text):
    name, value = text.split(b"=", 1)
    return b"".join(bytes([len(part)]) if len(part) < 128 else struct.pack(">I", len(part) | 1 << 31) for part in
                    (name, value)) + name + value


for number, request in enumerate(REQUESTS):
    pairs = b"".join(pair(text) for text in request.split(b"|"))
    for role in range(5):
        begin = struct.pack(">HB5x", role, number & 1)
        content = record(1, begin) + record(4, pairs, padding=number) + record(4) + record(5, b"body") + record(5)
        content += record(8, b"data") + record(8) + record(9, pair(b"FCGI_MAX_CONNS="), 0) + record(2) + record(77, b"x", 0)
        write("fastcgi-records", f"{number}-{role}", bytes([role]) + content)
    for mount in range(4):
        write("cgi-variables", f"{number}-{mount}", bytes([mount]) + request.replace(b"|", b"\n"))
for status in (b"\0\x64", b"\0\x68", b"\0\xca", b"\1\x30"):
    lines = [b"Reason", b"Content-Type:text/plain", b"Location:/x", b"Connection:close, X-Own", b"X-Own:1\xffEvil: 2", b"Status:500"]
    write("cgi-response", status.hex(), status + b"\n".join(lines))

"""Configurations to read: what lies on disk is made here, the same each time."""

from pathlib import Path

SCHEMA = """<schema>
  <sectiontype name="server">
    <key name="host"/>
    <key name="port" datatype="port-number" default="80"/>
    <key name="weight" datatype="integer" default="1"/>
    <key name="enabled" datatype="boolean" default="yes"/>
    <key name="timeout" datatype="timedelta" default="30s"/>
    <key name="buffer" datatype="byte-size" default="64kb"/>
    <key name="note"/>
    <multikey name="alias" attribute="aliases"/>
  </sectiontype>
  <multisection type="server" name="*" attribute="servers"/>
</schema>
"""
KEYS = ["host", "port", "path", "level", "owner", "timeout", "retries", "encoding", "log-file", "keep-alive"]


def schemaless(place: Path, size: int) -> Path:
    """A file of so many bytes: sections of ten keys each, lines as long as people write them."""
    path = place / f"{size}.conf"
    with path.open("w") as file:
        written = section = 0
        while written < size:
            lines = [f"<service s{section}>", *(f"  {key}  value-{section % 997}" for key in KEYS), "</service>", ""]
            written += file.write("\n".join(lines))
            section += 1
    return path


def sections(place: Path, count: int) -> tuple[Path, Path]:
    """A file of so many small sections, which give two of eight keys, and its schema."""
    path, schema = place / "sections.conf", place / "schema.xml"
    schema.write_text(SCHEMA)
    with path.open("w") as file:
        for number in range(count):
            file.write(f"<server s{number}>\n  host  h{number}.example.org\n  port  {number % 65536}\n</server>\n")
    return path, schema

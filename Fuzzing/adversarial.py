#!/usr/bin/env python3
"""Times the program on inputs made to be slow: adversarial.py [--size BYTES] [NAME...]

Each input is read at half the size and at the full size (1 MB): a ratio near 4 of the two times is quadratic. Where a
program takes more than --limit seconds of the processor, it is ended.
"""

import argparse
import pathlib
import resource
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

SIMPLE = """<schema>
<abstracttype name="any"/>
<sectiontype name="room" implements="any"><key name="text"/><multikey name="notes"/><key name="count" datatype="integer"/>
<multisection type="any" name="*" attribute="rooms"/></sectiontype>
<sectiontype name="strict" implements="any"><key name="must" required="yes"/>
<multisection type="any" name="*" attribute="rooms"/></sectiontype>
<sectiontype name="map" implements="any"><key name="+" attribute="map"/></sectiontype>
<sectiontype name="multimap" implements="any"><multikey name="+" attribute="map"/></sectiontype>
<multikey name="notes"/><key name="text"/><multikey name="count" datatype="integer"/>
<multikey name="float" datatype="float"/><multikey name="size" datatype="byte-size"/>
<multikey name="time" datatype="timedelta"/><multikey name="host" datatype="ipaddr-or-hostname"/>
<multikey name="words" datatype="string-list"/><multikey name="socket" datatype="socket-address"/>
<multisection type="any" name="*" attribute="rooms"/></schema>"""

CASES = {}


def case(kind):
    """Takes a function of the size that gives the parts of a case: what is not given is simple."""

    def add(function):
        CASES[function.__name__.replace("_", "-")] = (kind, function)
        return function

    return add


def lines(size, line):
    """As many lines as fit; `{}` in one is its number."""
    count = size // len(line.format(123456))
    return "\n".join(line.format(number) for number in range(count)) + "\n"


def conf(text, schema=SIMPLE, **files):
    return {"main.conf": text, "schema.xml": schema, **files}


def schema(text, main="\n", **files):
    return {"main.conf": main, "schema.xml": f"<schema>\n{text}</schema>\n", **files}


for number, word in enumerate(["notes ", "bogus", "<", "</", "<room ", "%", "%define a ", "%include ", "text $", "count ",
                               "float ", "size ", "time ", "host ", "words ", "socket ", "<room (", "%import "]):
    for filling in ["x", "1", " x", "Σ", ".", "1s ", "$$", ":", "\u3000"]:
        def long_line(size, word=word, filling=filling):
            return conf(word + filling * (size // len(filling.encode())))

        name = f"long-line-{word.strip() or number}-{filling.strip() or 'space'}"
        CASES[name] = ("check", long_line)


@case("dump")
def sections(size):
    return conf(lines(size, "<room/>"))


@case("dump")
def named_sections(size):
    return conf(lines(size, "<room r{}/>"))


@case("dump")
def nested(size):
    return conf("<room>\n" * (size // 15) + "</room>\n" * (size // 15))


@case("schemaless")
def nested_schemaless(size):
    return conf("<a>\n" * (size // 9) + "</a>\n" * (size // 9))


@case("schemaless")
def nested_to_the_limit(size):
    return conf("<a>\n" * (16000 * size // 1000000) + "</a>\n" * (16000 * size // 1000000))


@case("schemaless")
def keys_schemaless(size):
    return conf(lines(size, "key{} v"))


@case("schemaless")
def sections_schemaless(size):
    return conf(lines(size, "<a{}/>"))


@case("schemaless")
def sections_of_keys(size):
    return conf(lines(size, "<a>\nkey{} v\n</a>"))


@case("schemaless")
def imports_schemaless(size):
    return conf(lines(size, "%import a{}"))


@case("dump")
def unclosed(size):
    return conf("<room>\n" * (size // 7))


@case("check")
def unclosed_strict(size):
    return conf("<strict>\n" * (size // 18) + "#" * (size // 2))


@case("check")
def wrong_nesting(size):
    return conf("<room>\n<map>\n" * (size // 20) + "</room>\n" * (size // 20))


@case("check")
def wrong_ends(size):
    return conf("<room>\n" * (size // 16) + "</rooms>\n" * (size // 16))


@case("dump")
def definitions(size):
    return conf(lines(size, "%define a{} x"))


@case("check")
def undefined(size):
    return conf(lines(size // 50, "%define a{} x") + lines(size, "notes $b{}"))


@case("check")
def undefined_of_thousand(size):
    return conf("".join(f"%define abcdefgh{n} x\n" for n in range(1000)) + lines(size, "notes $bacdefgh{}"))


@case("check")
def redefined(size):
    return conf(lines(size, "%define a {}"))


@case("check")
def bad_definitions(size):
    return conf(lines(size, "%define a{} $b"))


@case("dump")
def doubling(size):
    text = "%define a0 0123456789\n" + "".join(f"%define a{n} $a{n - 1}$a{n - 1}\n" for n in range(1, 60))
    return conf(text + lines(size - 2000, "notes $a10"))


@case("dump")
def map_keys(size):
    return conf("<map>\n" + lines(size, "key{} v") + "</map>\n")


@case("dump")
def multimap_keys(size):
    return conf("<multimap>\n" + lines(size, "key{} v") + "</multimap>\n")


@case("check")
def map_keys_again(size):
    return conf("<map>\n" + lines(size // 2, "key{} v") * 2 + "</map>\n")


@case("dump")
def values(size):
    return conf(lines(size, "notes {}"))


@case("check")
def unknown_keys(size):
    return conf(lines(size, "bogus{} v"))


@case("check")
def unknown_types(size):
    return conf(lines(size, "<bogus{}/>"))


@case("check")
def bad_values(size):
    return conf(lines(size, "count x{}"))


@case("check")
def same_names(size):
    return conf(lines(size, "<room a/>"))


@case("check")
def skipped(size):
    return conf("<bogus>\n" * (size // 20) + lines(size // 2, "<room\n%defin x{}"))


@case("check")
def imports_again(size):
    return conf(lines(size, "%import ZConfig.components.logger"))


@case("check")
def imports_missing(size):
    return conf(lines(size, "%import a{}"))


@case("check")
def includes(size):
    return conf(lines(size, "%include b.conf"), **{"b.conf": "<room>\n<romo\n</room>\n" * 1000})


@case("check")
def includes_missing(size):
    return conf(lines(size, "%include b{}.conf"))


@case("dump")
def attributes(size):
    return schema("<key name='a' " + lines(size, "a{}='v'") + "/>\n")


@case("dump")
def types(size):
    return schema(lines(size, "<sectiontype name='t{}'/>"))


@case("html")
def types_html(size):
    return schema(lines(size, "<sectiontype name='t{}'/>"))


@case("html")
def keys_html(size):
    return schema(lines(size, "<key name='k{}'/>"))


@case("html")
def types_in_types_html(size):
    def chain(number):
        return f"<sectiontype name='t{number}'><section type='t{max(number - 1, 0)}' name='*' attribute='a'/></sectiontype>"

    count = size // len(chain(12345))
    main = f"<section type='t{count - 1}' name='*' attribute='a'/>"
    return schema("\n".join(map(chain, range(count))) + main)


@case("xml")
def types_in_types_xml(size):
    return types_in_types_html(size)


@case("html")
def implementers_html(size):
    return schema("<abstracttype name='a'/>" + lines(size, "<sectiontype name='t{}' implements='a'/>")
                  + "<section type='a' name='*' attribute='x'/>")


@case("html")
def prose_html(size):
    return schema("<key name='k'><description>" + "a `b` - c\n\n" * (size // 11) + "</description></key>")


@case("xml")
def prose_xml(size):
    return schema("<key name='k'><description>" + "a `b` - c " * (size // 11) + "</description></key>")


@case("dump")
def types_on_one_line(size):
    return schema(lines(size, "<sectiontype name='t{}'/>").replace("\n", " "))


@case("dump")
def keys(size):
    return schema(lines(size, "<key name='k{}'/>"))


@case("dump")
def keys_after_comment_line(size):
    return schema("<!--" + "x" * (size // 2) + "-->" + "<key name='k'><description>" + "&#97;" * (size // 10)
                  + "</description></key>")


@case("dump")
def texts_on_one_line(size):
    return schema("<key name='k'><description>" + "&amp;" * (size // 5) + "</description></key>")


@case("dump")
def entity_bomb(size):
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return conf("\n", f"<!DOCTYPE schema [{entities}]><schema><description>&a11;</description></schema>")


@case("dump")
def entity_blowup(size):
    text = f'<!DOCTYPE schema [<!ENTITY a "{"a" * (size // 2)}">]><schema><description>{"&a;" * (size // 6)}'
    return conf("\n", text + "</description></schema>")


@case("dump")
def entity_chain(size):
    entities = '<!ENTITY a0 "a">' + "".join(f'<!ENTITY a{n} "&a{n - 1};">' for n in range(1, size // 30))
    return conf("\n", f"<!DOCTYPE schema [{entities}]><schema><description>&a{size // 30 - 1};</description></schema>")


@case("dump")
def parameter_entity_chain(size):
    entities = '<!ENTITY % a0 "">' + "".join(f'<!ENTITY % a{n} "&#37;a{n - 1};">' for n in range(1, size // 34))
    return conf("\n", f"<!DOCTYPE schema [{entities}%a{size // 34 - 1};]><schema/>")


@case("dump")
def elements_in_elements(size):
    return conf("\n", "<schema><!DOCTYPE" if size < 0 else "<schema>" * (size // 8))


@case("dump")
def content_model(size):
    return conf("\n", f"<!DOCTYPE schema [<!ELEMENT a {'(' * (size // 2)}b{')' * (size // 2)}>]><schema/>")


@case("dump")
def map_defaults(size):
    return schema("<key name='+' attribute='a'>" + lines(size, "<default key='k{}'/>") + "</key>")


@case("dump")
def multikey_defaults(size):
    return schema("<multikey name='k'>" + lines(size, "<default>{}</default>") + "</multikey>")


@case("dump")
def extending_types(size):
    text = "<sectiontype name='t0'><key name='k0'/></sectiontype>\n"
    line = "<sectiontype name='t{}' extends='t{}'><key name='k{}'/></sectiontype>\n"
    return schema(text + "".join(line.format(n, n - 1, n) for n in range(1, size // len(line))))


@case("dump")
def extending_a_large_type(size):
    text = "<sectiontype name='t'>" + lines(size // 2, "<key name='k{}'/>") + "</sectiontype>\n"
    return schema(text + lines(size // 2, "<sectiontype name='t{}' extends='t'/>"))


@case("dump")
def unknown_type_in_schema(size):
    return schema(lines(size, "<sectiontype name='t{}'/>") + "<section type='x' name='*' attribute='a'/>")


@case("dump")
def extends_chain(size):
    files = {f"s{n}.xml": f"<schema extends='s{n + 1}.xml'>{'<!-- -->' * (size // 800)}</schema>" for n in range(200)}
    return conf("\n", "<schema extends='s0.xml'/>", **files)


@case("dump")
def extends_often(size):
    text = f"<schema><!--{'x' * (size - 30000)}--></schema>"
    return conf("\n", f"<schema extends='{'b.xml ' * 900}'/>", **{"b.xml": text})


@case("dump")
def extends_twice_each(size):
    files = {f"s{n}.xml": f"<schema extends='s{n + 1}.xml s{n + 1}.xml'/>" for n in range(50)}
    return conf("\n", "<schema extends='s0.xml'/>", **files)


def keyed(size):
    return "<sectiontype name='wide'>" + "".join(
        f"<key name='somewhat-long-{n}'/>" for n in range(10000 * size // 1000000)) + "</sectiontype>\n"


@case("check")
def wide_sections(size):
    main = "<wide/>\n" * (size // 8)
    return schema(keyed(200000) + "<multisection type='wide' name='*' attribute='a'/>", main)


@case("check")
def wide_unknown_keys(size):
    main = "<wide>\n" + lines(size, "smoewhat-long-x{} v") + "</wide>\n"
    return schema(keyed(size) + "<multisection type='wide' name='*' attribute='a'/>", main)


@case("check")
def many_types_unknown(size):
    text = lines(size, "<sectiontype name='somewhat-long-{}'/>") + "<section type='somewhat-long-1' name='*' attribute='a'/>"
    return schema(text, lines(size, "<smoewhat-long-x{}/>"))


@case("check")
def many_slots(size):
    text = "<sectiontype name='t'/><sectiontype name='u'/>" + lines(size, "<section type='t' name='n{}'/>")
    return schema(text + "<multisection type='u' name='*' attribute='z'/>", "<u/>\n" * (size // 5))


@case("dump")
def many_slots_filled(size):
    count = size // 40
    slots = "".join(f"<section type='t' name='n{n}'/>\n" for n in range(count))
    return schema("<sectiontype name='t'/>" + slots, "".join(f"<t n{n}/>\n" for n in range(count)))


@case("check")
def many_slots_missed(size):
    text = "<sectiontype name='t'/>" + lines(size, "<section type='t' name='n{}'/>")
    return schema(text, lines(size, "<t x{}/>"))


@case("check")
def checked_sections(size):
    text = ("<sectiontype name='t' datatype='ZConfig.components.basic.mapping.mapping'><key name='+' attribute='mapping'/>"
            "</sectiontype>" + lines(size, "<key name='n{}' default=''/>"))
    return schema(text + "<multisection type='t' name='*' attribute='z'/>", "<t/>\n" * (size // 5))


COMMANDS = {
    "dump": ["config", "dump", "--schema", "schema.xml", "main.conf"],
    "check": ["config", "check", "--schema", "schema.xml", "main.conf"],
    "schemaless": ["config", "dump", "--schemaless", "main.conf"],
    "html": ["config", "schema", "--schema", "schema.xml", "--format", "html"],
    "xml": ["config", "schema", "--schema", "schema.xml", "--format", "xml"],
}


def measure(binary, kind, files, limit):
    """The seconds, the peak in MB and the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (pathlib.Path(folder) / name).write_text(text, encoding="utf-8")
        with open(pathlib.Path(folder) / "output", "wb") as output:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            process = subprocess.Popen(
                ["bash", "-c", f'ulimit -v 12000000 -t {limit}; exec "$@"', "-", binary, *COMMANDS[kind]], cwd=folder,
                stdout=output, stderr=output)
            status = None
            peak = 0
            while status is None:
                try:
                    status = process.wait(0.02)
                except subprocess.TimeoutExpired:
                    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
                    peak = max([peak] + [int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM")])
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak // 1024, status


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/daemonapp"))
    parser.add_argument("--size", type=int, default=1000000)
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--least", type=float, default=0, help="only tell what takes so many seconds")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    print(f"{'input':40} {'half s':>8} {'full s':>8} {'ratio':>6} {'MB':>6}  status")
    for name, (kind, make) in CASES.items():
        if arguments.names and not any(name.startswith(given) for given in arguments.names):
            continue
        half = measure(arguments.binary, kind, make(arguments.size // 2), arguments.limit)
        full = measure(arguments.binary, kind, make(arguments.size), arguments.limit)
        if full[0] < arguments.least and full[2] in (0, 78):
            continue
        ratio = full[0] / max(half[0], 0.001)
        print(f"{name:40} {half[0]:8.2f} {full[0]:8.2f} {ratio:6.1f} {full[1]:6}  {full[2]}", flush=True)


main()

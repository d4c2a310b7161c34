"""The component ZConfig.components.logger: loggers, levels, and what all handlers have."""

from corpus import make_case

SCHEMA = """
<import package="ZConfig.components.logger"/>
<section type="eventlog" name="*" attribute="eventlog"/>
<multisection type="logger" name="*" attribute="loggers"/>
"""
IMPORT = '<import package="ZConfig.components.logger"/>\n'
ANY = IMPORT + '<multisection type="ZConfig.logger.log" name="*" attribute="logs"/>'
HANDLER = IMPORT + '<multisection type="ZConfig.logger.handler" name="*" attribute="handlers"/>'
LEVEL = '<multikey name="a" attribute="a" datatype="ZConfig.components.logger.datatypes.logging_level"/>'
BOX = """
<import package="ZConfig.components.logger"/>
<sectiontype name="box"><multisection type="ZConfig.logger.handler" name="*" attribute="handlers"/></sectiontype>
<section type="box" name="*" attribute="box"/>
"""


def in_box(lines):
    """A configuration with a logfile handler, whose datatype fails at the end of line 7 or later."""
    return f"<box>\n<logfile>\npath x\n{lines}\n</logfile>\n# c\n</box>"


def cases():
    """The cases of this area."""
    for name, about, config in LOGGERS:
        yield make_case(f"logger-{name}", about, config, SCHEMA)
    yield make_case("logger-abstract", "Both kinds of loggers implement ZConfig.logger.log.",
                    "<eventlog/>\n<logger>\nname a\n</logger>", ANY)
    yield make_case("logger-import-directive", "%import brings the types for an abstract one.",
                    "%import ZConfig.components.logger\n<logfile>\npath x\n</logfile>",
                    '<import package="ZConfig.components.logger" file="abstract.xml"/>'
                    '<multisection type="ZConfig.logger.handler" name="*" attribute="handlers"/>')
    yield make_case("logger-import-directive-all", "%import without the abstract types in the schema brings them.",
                    "%import ZConfig.components.logger\na 1", '<key name="a"/>')
    for file in ("abstract.xml", "handlers.xml", "logger.xml", "eventlog.xml", "base-logger.xml"):
        yield make_case(f"logger-file-{file[:-4]}", f"{file} alone.", "",
                        f'<import package="ZConfig.components.logger" file="{file}"/>'
                        '<multisection type="ZConfig.logger.log" name="*" attribute="logs"/>')
    yield make_case("logger-derived-handler", "A type that derives from the base of the handlers.",
                    "<mine>\nlevel warn\nown x\n</mine>",
                    '<import package="ZConfig.components.logger"/>'
                    '<sectiontype name="mine" extends="ZConfig.logger.base-log-handler" '
                    'implements="ZConfig.logger.handler">'
                    '<key name="own"/></sectiontype><section type="ZConfig.logger.handler" name="*" attribute="s"/>')
    yield make_case("logger-level-good", "Names of levels in any case, and numbers.",
                    "".join(f"a {level}\n" for level in LEVELS), LEVEL)
    for name, value in BAD_LEVELS:
        yield make_case(f"logger-level-bad-{name}", "A level that is none.", f"# one\na {value}".encode(), LEVEL)
    for name, about, lines in FORMATS:
        yield make_case(f"logger-format-{name}", about, in_box(lines), BOX)
    for name, about, config in COMMON:
        yield make_case(f"logger-handler-{name}", about, config, HANDLER)


LEVELS = ["critical", "fatal", "error", "warn", "warning", "info", "blather", "debug", "trace", "all", "notset",
          "CRITICAL", "Info", "0", "50", "17", "+5", "1_0", "\u0661"]
BAD_LEVELS = [("51", "51"), ("negative", "-1"), ("word", "verbose"), ("empty", ""), ("float", "1.5"),
              ("infinity", "inf")]

LOGGERS = [
    ("eventlog-empty", "The root logger with nothing.", "<eventlog/>"),
    ("eventlog", "The root logger.", "<eventlog>\nlevel debug\n<logfile>\npath x\n</logfile>\n<syslog/>\n</eventlog>"),
    ("eventlog-name-key", "It has no key name.", "<eventlog>\nname x\n</eventlog>"),
    ("eventlog-bad-level", "A bad level in it.", "<eventlog>\n\nlevel x\n</eventlog>"),
    ("logger-empty", "A logger with nothing.", "<logger/>"),
    ("logger", "A logger with everything.",
     "<logger Some>\nlevel 15\npropagate off\nname a.b_c\n<logfile>\npath STDOUT\n</logfile>\n</logger>"),
    ("logger-bad-name", "A name that is no dotted name.", "<logger>\nname a-b\n</logger>"),
    ("logger-bad-propagate", "A truth value that is none.", "<logger>\npropagate 1\n</logger>"),
    ("logger-two", "Several loggers.", "<logger>\nname a\n</logger>\n<logger>\nname b\n</logger>"),
    ("handler-outside", "A handler outside of a logger.", "<logfile>\npath x\n</logfile>"),
    ("handler-error-line", "An error of a handler is reported at the end of its logger.",
     "<eventlog>\n<logfile>\npath STDOUT\ndelay on\n</logfile>\n# c\n</eventlog>"),
    ("logger-in-logger", "A logger is no handler.", "<logger>\n<logger/>\n</logger>"),
]

COMMON = [
    ("defaults", "What all handlers have, by default.", "<logfile>\npath x\n</logfile>"),
    ("all", "What all handlers have.",
     "<logfile>\npath x\nformatter logging.Formatter\ndateformat %H:%M\nlevel error\nstyle Template\n"
     "arbitrary-fields yes\nformat $$message $$x\n</logfile>"),
    ("bad-style", "A style that is none.", "<logfile>\npath x\nstyle printf\n</logfile>"),
    ("bad-level", "A level that is none.", "<logfile>\npath x\nlevel loud\n</logfile>"),
    ("bad-arbitrary-fields", "A truth value that is none.", "<logfile>\npath x\narbitrary-fields 2\n</logfile>"),
    ("bad-formatter", "A formatter is a dotted name.", "<logfile>\npath x\nformatter a-b\n</logfile>"),
    ("formatter-missing", "A formatter that is not there kills the reference.",
     "<logfile>\npath x\nformatter no.such.formatter\n</logfile>"),
    ("bad-key", "A key that handlers do not have.", "<logfile>\npath x\ncolour red\n</logfile>"),
    ("named", "Handlers may have names.", "<logfile One>\npath x\n</logfile>\n<logfile Two>\npath y\n</logfile>"),
    ("base-type", "The base of the handlers is none.", "<ZConfig.logger.base-log-handler/>"),
]

CLASSIC_FIELDS = ("name levelname pathname filename module funcName asctime message msg args exc_info exc_text "
                  "stack_info threadName processName").split()
FORMATS = [
    ("escapes", "Two-character sequences become control characters.", r"format a\nb\tc\bd\fe\rf\\ng\0\x"),
    ("empty", "An empty format.", "format"),
    ("classic-text-fields", "Fields of a record, as text.",
     "format " + " ".join(f"%({name})s" for name in CLASSIC_FIELDS)),
    ("classic-number-fields", "Fields of a record, as numbers.",
     "format %(levelno)d %(lineno)5d %(created)f %(msecs)03d %(relativeCreated).2f %(thread)d %(process)x %(levelno)e"),
    ("classic-flags", "Flags, width and precision.",
     "format %(levelname)-8s|%(name)10.3s|%(levelno)+d|%(levelno)#x|%(levelno)08d|%(message)r|%(message)a|%%"),
    ("classic-characters", "More conversions.",
     "format %(levelno)c %(levelno)i %(levelno)u %(levelno)o %(levelno)X %(levelno)G %(levelno)E %(created)F"),
    ("classic-length", "Length modifiers mean nothing.", "format %(levelno)ld %(levelno)hd %(levelno)Ld"),
    ("classic-bad-unknown", "An unknown field kills the reference.", "format %(nonsense)s"),
    ("classic-bad-case", "Fields know their case.", "format %(Message)s"),
    ("classic-bad-type", "A text is no number: that kills the reference too.", "format %(message)d"),
    ("classic-bad-conversion", "An unknown conversion.", "format %(message)y"),
    ("classic-bad-end", "A field without conversion.", "format %(message)"),
    ("classic-bad-open", "A field without its parenthesis kills the reference or not.", "format %(message"),
    ("classic-bad-lone", "A lone percent sign.", "format 100%"),
    ("classic-bad-positional", "A field without name.", "format %s"),
    ("classic-bad-positional-number", "A number without name.", "format %d"),
    ("classic-bad-star", "A width from the arguments.", "format %(levelno)*d"),
    ("classic-arbitrary", "With arbitrary fields any name is a number.",
     "arbitrary-fields yes\nformat %(nonsense)s %(other)d %(more).1f"),
    ("classic-arbitrary-bad", "Known fields keep their type.", "arbitrary-fields yes\nformat %(message)d"),
    ("classic-no-fields", "A format without fields.", "format plain text"),
    ("format-good", "Fields in braces.",
     "style format\nformat {levelname:8} {message!r:>10.20} {levelno:03d} {created:.2f} {{}} {name:^20}"),
    ("format-bad-unknown", "An unknown field in braces.", "style format\nformat {nonsense}"),
    ("format-bad-positional", "An empty field is positional.", "style format\nformat {}"),
    ("format-bad-numbered", "A numbered field is positional.", "style format\nformat {0}"),
    ("format-bad-type", "A text is no number.", "style format\nformat {message:d}"),
    ("format-bad-open", "A brace that is not closed.", "style format\nformat {message"),
    ("format-bad-close", "A brace that is not opened.", "style format\nformat message}"),
    ("format-bad-conversion", "An unknown conversion.", "style format\nformat {message!x}"),
    ("format-bad-specification", "An unknown specification.", "style format\nformat {levelno:y}"),
    ("format-arbitrary", "With arbitrary fields any name is a number.",
     "style format\narbitrary-fields yes\nformat {nonsense:05d}"),
    ("format-classic-text", "Percent signs are text.", "style format\nformat 100% %(x)s {message}"),
    ("format-default-of-classic", "The default format is one of the classic style: text to the others.",
     "style format"),
    ("template-good", "Fields after dollars.", "style template\nformat $$message $${levelname} $$$$"),
    ("template-bad-unknown", "An unknown field after a dollar.", "style template\nformat $$nonsense"),
    ("template-bad-lone", "A lone dollar.", "style template\nformat a $$ b"),
    ("template-bad-brace", "A brace that is not closed.", "style template\nformat $${message"),
    ("template-bad-number", "A number after a dollar.", "style template\nformat $$1"),
    ("template-arbitrary", "With arbitrary fields any name.",
     "style template\narbitrary-fields yes\nformat $$nonsense"),
    ("template-joined", "A longer name is another field.", "style template\nformat $$messages"),
    ("safe-template-good", "Nothing is an error in a safe template.",
     "style safe-template\nformat $$message $$nonsense $$ $${x $$1"),
    ("style-case", "Styles are written in any case.", "style FORMAT\nformat {message}"),
]

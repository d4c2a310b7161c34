"""The handlers of ZConfig.components.logger, one by one."""

from corpus import make_case

SCHEMA = """
<import package="ZConfig.components.logger"/>
<sectiontype name="box"><multisection type="ZConfig.logger.handler" name="*" attribute="handlers"/></sectiontype>
<section type="box" name="*" attribute="box"/>
"""


def cases():
    """The cases of this area. What a handler's datatype refuses is reported at the end of the box."""
    for kind, name, about, lines in ENTRIES:
        yield make_case(f"loghandler-{kind}-{name}", about, f"<box>\n<{kind}>\n{lines}\n</{kind}>\n# c\n</box>", SCHEMA)


ROTATED = "path x\nold-files 3\n"
MAIL = "from a@example.org\nto b@example.org\n"
ENTRIES = [
    ("logfile", "plain", "A file.", "path /var/log/x.log"),
    ("logfile", "all", "A file with all of its own keys.", "path x\nencoding utf-8\ndelay on\nformat %(message)s"),
    ("logfile", "no-path", "A path is required.", "level info"),
    ("logfile", "encoding-any", "Encodings are not looked up.", "path x\nencoding no-such-encoding"),
    ("logfile", "by-size", "Rotated by size.", ROTATED + "max-size 10kb"),
    ("logfile", "by-time", "Rotated by time.", ROTATED + "when D\ninterval 2"),
    ("logfile", "by-time-default-interval", "The interval stays 0 in the section.", ROTATED + "when midnight"),
    ("logfile", "by-time-any", "The time is not looked at.", ROTATED + "when nonsense"),
    ("logfile", "max-size-alone", "Rotation needs old files.", "path x\nmax-size 10kb"),
    ("logfile", "when-alone", "Rotation by time too.", "path x\nwhen D"),
    ("logfile", "interval-alone", "An interval alone.", "path x\ninterval 2"),
    ("logfile", "old-files-alone", "Old files alone.", ROTATED),
    ("logfile", "old-files-and-interval", "Old files and an interval.", ROTATED + "interval 2"),
    ("logfile", "when-and-max-size", "Both ways of rotation.", ROTATED + "when D\nmax-size 1mb"),
    ("logfile", "when-and-max-size-without-old-files", "Old files are asked for first.",
     "path x\nwhen D\nmax-size 1mb"),
    ("logfile", "by-size-and-interval", "An interval beside a size is ignored.", ROTATED + "max-size 1mb\ninterval 2"),
    ("logfile", "negative", "Negative numbers count as set.", "path x\nold-files -1\nmax-size -1"),
    ("logfile", "zero", "Zeros are as nothing.", "path x\nold-files 0\nmax-size 0\ninterval 0\nwhen"),
    ("logfile", "bad-old-files", "No number.", "path x\nold-files many"),
    ("logfile", "bad-max-size", "No size.", "path x\nmax-size big"),
    ("logfile", "bad-interval", "No number.", "path x\ninterval 1h"),
    ("logfile", "bad-delay", "No truth value.", "path x\ndelay 1"),
    ("logfile", "path-twice", "One path.", "path x\npath y"),
    ("logfile", "path-empty", "The path may be empty.", "path"),
    ("logfile", "stdout", "The standard output.", "path STDOUT"),
    ("logfile", "stderr", "The standard error.", "path STDERR\nformat %(message)s"),
    ("logfile", "stdout-case", "Lower case is a file.", "path stdout\ndelay on"),
    ("logfile", "stdout-max-size", "Streams are not rotated.", "path STDOUT\nmax-size 1kb"),
    ("logfile", "stdout-old-files", "Streams have no old files.", "path STDOUT\nold-files 1"),
    ("logfile", "stderr-when", "Streams have no time.", "path STDERR\nwhen D"),
    ("logfile", "stdout-interval", "An interval alone is ignored for streams.", "path STDOUT\ninterval 2"),
    ("logfile", "stderr-delay", "Streams are not delayed.", "path STDERR\ndelay yes"),
    ("logfile", "stdout-encoding", "Streams have no encoding.", "path STDOUT\nencoding utf-8"),
    ("logfile", "stdout-encoding-empty", "An empty encoding is none.", "path STDOUT\nencoding"),
    ("syslog", "empty", "Its defaults.", ""),
    ("syslog", "all", "All of its keys.", "facility LOCAL7\naddress /dev/log\nformat %(message)s"),
    ("syslog", "facilities", "The last facility.", "facility uucp"),
    ("syslog", "security", "The facility security.", "facility Security"),
    ("syslog", "bad-facility", "A facility that is none.", "facility local8"),
    ("syslog", "bad-facility-empty", "An empty facility.", "facility"),
    ("syslog", "facility-ftp", "ftp is none of them.", "facility ftp"),
    ("syslog", "address-inet6", "An IPv6 address.", "address [::1]:514"),
    ("syslog", "address-host", "A host without port.", "address loghost"),
    ("syslog", "address-port", "A port alone.", "address 5140"),
    ("syslog", "bad-address", "A port that is too high.", "address host:70000"),
    ("syslog", "bad-format", "Formats are checked.", "format %(message)y"),
    ("win32-eventlog", "empty", "Its defaults.", ""),
    ("win32-eventlog", "all", "All of its keys.", "appname Some App\nformat %(message)s\nlevel fatal"),
    ("http-logger", "empty", "Its defaults.", ""),
    ("http-logger", "all", "All of its keys.",
     "url http://user:pw@Host:8080/a/b;p?q=1#f\nmethod post\nformat %(message)s"),
    ("http-logger", "url-case", "The scheme in any case.", "url HTTP://Example.ORG/X"),
    ("http-logger", "url-query-first", "A query needs a path before it.", "url http://host?q"),
    ("http-logger", "url-parameters", "Parameters of the last part of the path.", "url http://host/a;b/c;d;e?f?g#h#i"),
    ("http-logger", "url-empty-parts", "Empty parts are dropped.", "url http://host/a;?#"),
    ("http-logger", "url-percent", "Nothing is decoded.", "url http://host/%7Ea b"),
    ("http-logger", "url-ipv6", "An IPv6 host.", "url http://[::1]:80/x"),
    ("http-logger", "url-double-slash", "A doubled slash in the path.", "url http://host//a"),
    ("http-logger", "bad-url-https", "http only.", "url https://host/"),
    ("http-logger", "bad-url-path", "A path is needed.", "url http://host"),
    ("http-logger", "bad-url-host", "A host is needed.", "url http:///path"),
    ("http-logger", "bad-url-relative", "A scheme is needed.", "url //host/path"),
    ("http-logger", "bad-url-opaque", "Slashes are needed.", "url http:host/path"),
    ("http-logger", "bad-url-empty", "An empty URL.", "url"),
    ("http-logger", "bad-url-bracket", "An IPv6 host that is not closed.", "url http://[::1/x"),
    ("http-logger", "bad-method", "GET or POST.", "method PUT"),
    ("http-logger", "method-case", "The method is upper-cased.", "method gEt"),
    ("email-notifier", "least", "What it needs.", MAIL),
    ("email-notifier", "all", "All of its keys.",
     MAIL + "to c@example.org\nsubject Some text\nsmtp-server mail.example.org:25\n"
     "smtp-username u\nsmtp-password p\nformat %(message)s\nlevel fatal"),
    ("email-notifier", "no-from", "from is required.", "to b@example.org"),
    ("email-notifier", "no-to", "to is required.", "from a@example.org"),
    ("email-notifier", "username-alone", "A user name needs a password.", MAIL + "smtp-username u"),
    ("email-notifier", "password-alone", "A password needs a user name.", MAIL + "smtp-password p"),
    ("email-notifier", "username-empty", "Empty ones are as none.", MAIL + "smtp-username\nsmtp-password"),
    ("email-notifier", "bad-server", "A server that is none.", MAIL + "smtp-server a b"),
    ("email-notifier", "from-twice", "One from.", MAIL + "from c@example.org"),
]

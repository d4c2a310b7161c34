"""Random schemas, as a model from which configurations can be made too."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

# Texts that each datatype accepts, and texts that it refuses.
DATATYPES = {
    "string": (["", "x", "two  words", "$$", "a#b", "\u00e4"], []),
    "integer": (["0", "-7", "1_000", "007", "99999999999999999999"], ["", "x", "1.5", "1__0"]),
    "float": (["1.5", "-1e3", "inf", ".5", "1e22"], ["", "x", "0x1"]),
    "boolean": (["yes", "No", "on", "FALSE"], ["", "1", "y"]),
    "byte-size": (["1kb", "10 MB", "5", "-1gb"], ["1k", "kb", "1.5mb"]),
    "time-interval": (["1h", "5", "2 D", "-3m"], ["1w", "1h 2m", ""]),
    "timedelta": (["1.5s", "4w 2d", "", "1m 1m", "0.0000005s"], ["1x", "s", "1S"]),
    "port-number": (["80", "0", "65535"], ["65536", "-1", "http"]),
    "basic-key": (["Abc", "a-b.c"], ["1a", "", "a b"]),
    "identifier": (["Abc", "_x"], ["a-b", ""]),
    "dotted-name": (["a.B", "x"], ["a.", ".a"]),
    "string-list": (["", "a b  c"], []),
    "inet-address": (["Host:80", "80", "::1", "[::1]:5", ":"], ["", "a b", "h:x"]),
    "socket-address": (["/run/x", "h:80", "[::1]:5"], ["", "h:-1"]),
    "ipaddr-or-hostname": (["Local", "1.2.3.4", "::1"], ["x", "fe80::1", "1.2.3.256"]),
}
KEY_TYPES = ["basic-key"] * 6 + ["identifier", "string", "integer", "ipaddr-or-hostname"]
KEY_NAMES = {
    "basic-key": ["alpha", "Beta", "gamma-ray", "delta_1", "eps.x", "zeta"],
    "identifier": ["alpha", "Alpha", "Beta", "beta", "_low", "Zeta_9"],
    "string": ["alpha", "Alpha", "x/y", "1", "a=b", "zeta"],
    "integer": ["1", "01", "22", "-3", "1_0", "5"],
    "ipaddr-or-hostname": ["alpha", "Alpha", "1.2.3.4", "::1", "beta-x", "01.2.3.4"],
}
ANY_NAME = ("*", "+")
SECTION_NAMES = ["one", "Two", "three", "alpha"]


@dataclass
class Child:
    """A key, multikey, section or multisection of a type."""

    element: str
    name: str
    attributes: dict[str, str]
    defaults: list[tuple[str | None, str]] = field(default_factory=list)
    type: Type | None = None

    def xml(self):
        """The element."""
        start = " ".join(f"{key}={quoteattr(value)}" for key, value in self.attributes.items())
        if not self.defaults:
            return f"<{self.element} {start}/>\n"
        lines = []
        for key, value in self.defaults:
            inner = "" if key is None else f" key={quoteattr(key)}"
            lines.append(f"<default{inner}>{value}</default>\n")
        return f"<{self.element} {start}>\n{''.join(lines)}</{self.element}>\n"


@dataclass
class Type:
    """A section type; also the schema itself, and abstract types, which have implementers instead of children."""

    name: str
    keytype: str = "basic-key"
    abstract: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    inherited: list[Child] = field(default_factory=list)
    own: list[Child] = field(default_factory=list)
    implementers: list[Type] = field(default_factory=list)

    @property
    def children(self):
        """All children, those of the base first."""
        return self.inherited + self.own

    def xml(self):
        """The element of a type."""
        if self.abstract:
            return f"<abstracttype name={quoteattr(self.name)}/>\n"
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in self.attributes.items())
        return f"<sectiontype name={quoteattr(self.name)}{attributes}>\n{self.body()}</sectiontype>\n"

    def body(self):
        """The own children."""
        return "".join(child.xml() for child in self.own)


class SchemaMaker:
    """Makes one random schema."""

    def __init__(self, random):
        self.random = random
        self.types = []
        self.attribute_count = 0

    def chance(self, probability):
        """True with a probability."""
        return self.random.random() < probability

    def make(self):
        """The top level; all types are in `types`, in order."""
        for number in range(self.random.randint(0, 2)):
            self.types.append(Type(f"abs{number}", abstract=True))
        for number in range(self.random.randint(1, 5)):
            self.add_type(f"type{number}")
        top = Type("", keytype=self.random.choice(KEY_TYPES))
        if top.keytype != "basic-key":
            top.attributes["keytype"] = top.keytype
        if self.chance(0.2):
            top.attributes["handler"] = "Done"
        self.add_children(top, self.random.randint(2, 6))
        return top

    def add_type(self, name):
        """A new section type."""
        made = Type(name, keytype=self.random.choice(KEY_TYPES))
        bases = [type_ for type_ in self.types if not type_.abstract]
        base = self.random.choice(bases) if bases and self.chance(0.3) else None
        if base:
            made.attributes["extends"] = base.name
            made.inherited = base.children
            if self.chance(0.8):
                made.keytype = base.keytype
        if base is None or made.keytype != base.keytype:
            made.attributes["keytype"] = made.keytype
        interfaces = [type_ for type_ in self.types if type_.abstract]
        if interfaces and self.chance(0.6):
            interface = self.random.choice(interfaces)
            made.attributes["implements"] = interface.name
            interface.implementers.append(made)
        self.types.append(made)
        self.add_children(made, self.random.randint(0, 4))

    def add_children(self, owner, count):
        """New children of a type."""
        for _ in range(count):
            child = self.key(owner) if self.chance(0.6) else self.section(owner)
            # Slots for any name may come again, but only one map.
            taken = {other.name.lower() for other in owner.children if other.name not in ANY_NAME or other.type is None}
            if child.name.lower() not in taken or self.chance(0.02):
                owner.own.append(child)

    def key(self, owner):
        """A key or multikey."""
        element = self.random.choice(["key", "key", "multikey"])
        name = "+" if self.chance(0.2) else self.random.choice(KEY_NAMES[owner.keytype])
        datatype = self.random.choice(list(DATATYPES))
        attributes = self.common(name) | {"datatype": datatype}
        defaults = []
        if self.chance(0.2):
            attributes["required"] = self.random.choice(["yes", "no"])
        if self.chance(0.5):
            if name == "+":
                keys = self.random.sample(KEY_NAMES[owner.keytype], self.random.randint(1, 3))
                defaults = [(key, self.value(datatype, 0.03)) for key in keys]
            elif element == "multikey":
                defaults = [(None, self.value(datatype, 0.03)) for _ in range(self.random.randint(1, 3))]
            elif attributes.get("required") != "yes" or self.chance(0.05):
                attributes["default"] = self.value(datatype, 0.03)
        return Child(element, name, attributes, defaults)

    def section(self, owner):
        """A section or multisection; its type may be the owner."""
        element = self.random.choice(["section", "multisection"])
        name = self.random.choice("**+" if element == "multisection" or self.chance(0.5) else SECTION_NAMES)
        if name not in ANY_NAME and owner.keytype == "integer":
            name = "*"
        type_ = self.random.choice(self.types)
        attributes = self.common(name) | {"type": type_.name}
        if self.chance(0.1):
            attributes["required"] = "yes"
        return Child(element, name, attributes, type=type_)

    def common(self, name):
        """The attributes that all children have."""
        self.attribute_count += 1
        attributes = {"name": name, "attribute": f"a{self.attribute_count}"}
        if self.chance(0.25):
            attributes["handler"] = self.random.choice(["First", "second", "third"])
        return attributes

    def value(self, datatype, bad):
        """A text for a datatype; one that it refuses with the probability `bad`."""
        accepted, refused = DATATYPES[datatype]
        return self.random.choice(refused if refused and self.chance(bad) else accepted)

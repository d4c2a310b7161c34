"""Components: imported by schemas, and by configurations."""

from corpus import make_case

T = "<component>\n<sectiontype name='t'><key name='k' datatype='integer'/></sectiontype>\n</component>"
ABS = "<component>\n<abstracttype name='abs'/>\n</component>"
IMPL = ("<component>\n<import package='acme.base'/>\n<sectiontype name='impl' implements='abs'><key name='k'/>"
        "</sectiontype>\n"
        "</component>")
SLOT = "<multisection type='t' name='*' attribute='s'/>"
ABS_SLOT = "<import package='acme.base'/><multisection type='abs' name='*' attribute='s'/>"
BASE = {"acme/base/component.xml": ABS, "acme/impl/component.xml": IMPL}


def cases():
    """The cases of this area."""
    for name, about, schema, config, packages in SCHEMA_IMPORTS:
        yield make_case(f"import-package-{name}", about, config, schema, packages=packages)
    for name, about, body in CONTENTS:
        component = f"<component>\n<abstracttype name='abs'/>\n{body}\n</component>"
        yield make_case(f"component-{name}", about, "", "<import package='acme'/>",
                        packages={"acme/component.xml": component})
    for name, about, schema, config, packages in CONFIG_IMPORTS:
        yield make_case(f"import-directive-{name}", about, config, schema, packages=packages)
    yield make_case("import-package-prefix", "A component has a prefix of its own.", "<t>\nk warn\n</t>",
                    "<import package='.sub'/>" + SLOT, attributes='prefix="acme"',
                    packages={"acme/sub/component.xml": "<component prefix='ZConfig.components.logger.datatypes'>"
                              "<sectiontype name='t'><key name='k' datatype='.logging_level'/></sectiontype>"
                              "</component>"})
    yield make_case("include-package-url", "A package: URL of a configuration.", "%include package:acme:etc/one.conf",
                    "<key name='a'/>",
                    packages={"acme/etc/one.conf": "a 1"})
    yield make_case("include-package-url-error", "An error in such a file.", "%include package:acme:etc/one.conf",
                    "<key name='a'/>",
                    packages={"acme/etc/one.conf": "a 1\n(x)"})
    yield make_case("include-package-url-missing", "No such file in the package.", "%include package:acme:nowhere.conf",
                    "<key name='a'/>",
                    packages={"acme/etc/one.conf": "a 1"})
    yield make_case("include-package-url-no-package", "No such package.", "%include package:nowhere_at_all:x.conf",
                    "<key name='a'/>")
    yield make_case("include-package-url-nested", "A relative URL in such a file.",
                    "%include package:acme:etc/one.conf", "<key name='a'/>",
                    packages={"acme/etc/one.conf": "%include two.conf", "acme/etc/two.conf": "a 1"})


SCHEMA_IMPORTS = [
    ("good", "component.xml of a package.", "<import package='acme'/>" + SLOT, "<t>\nk 1\n</t>",
     {"acme/component.xml": T}),
    ("dotted", "A package in a package.", "<import package='acme.sub.deep'/>" + SLOT, "<t/>",
     {"acme/sub/deep/component.xml": T}),
    ("file", "Another file.", "<import package='acme' file='types.xml'/>" + SLOT, "<t/>", {"acme/types.xml": T}),
    ("space", "Names are stripped.", "<import package=' acme ' file=' types.xml '/>" + SLOT, "<t/>",
     {"acme/types.xml": T}),
    ("file-empty", "An empty file is component.xml.", "<import package='acme' file=''/>" + SLOT, "<t/>",
     {"acme/component.xml": T}),
    ("twice", "The second time is skipped.",
     "<import package='acme'/><import package='acme' file='component.xml'/>" + SLOT, "<t/>",
     {"acme/component.xml": T}),
    ("two-files", "Two files of a package.", "<import package='acme'/><import package='acme' file='abs.xml'/>" + SLOT,
     "<t/>",
     {"acme/component.xml": T, "acme/abs.xml": ABS}),
    ("clash", "A type that is there already.", "<sectiontype name='t'/>\n<import package='acme'/>", "",
     {"acme/component.xml": T}),
    ("nested", "A component that imports another.",
     "<import package='acme.impl'/><multisection type='abs' name='*' attribute='s'/>",
     "<impl>\nk 1\n</impl>", BASE),
    ("nested-skips", "What was imported is skipped inside components too.", ABS_SLOT + "<import package='acme.impl'/>",
     "<impl/>", BASE),
    ("cycle", "Components that import each other are read once.", "<import package='acme'/>" + SLOT, "<t/>",
     {"acme/component.xml": T.replace("<component>", "<component><import package='acme' file='other.xml'/>"),
      "acme/other.xml": "<component><import package='acme'/></component>"}),
    ("missing", "No such package.", "\n<import package='nowhere_at_all'/>", "", {}),
    ("missing-inner", "No such package in a package.", "<import package='acme.nowhere'/>", "",
     {"acme/component.xml": T}),
    ("missing-file", "No such file in the package.", "<import package='acme' file='nowhere.xml'/>", "",
     {"acme/component.xml": T}),
    ("missing-component", "A package without component.xml.", "<import package='acme'/>", "", {"acme/types.xml": T}),
    ("module", "A module is no package.", "<import package='acme.module'/>", "",
     {"acme/component.xml": T, "acme/module.py": b"\n"}),
    ("bad-name", "A name with an empty part.", "<import package='acme..sub'/>", "", {"acme/component.xml": T}),
    ("bad-name-dot", "A name that starts with a dot, without prefix.", "<import package='.acme'/>", "",
     {"acme/component.xml": T}),
    ("bad-name-last-dot", "A name that ends in a dot.", "<import package='acme.'/>", "", {"acme/component.xml": T}),
    ("file-with-folder", "A file has no folder.", "<import package='acme' file='sub/types.xml'/>", "",
     {"acme/sub/types.xml": T}),
    ("schema", "A schema is no component.", "<import package='acme'/>", "",
     {"acme/component.xml": "<!-- c -->\n<schema/>"}),
    ("malformed", "A malformed component has its own name and line.", "<import package='acme'/>", "",
     {"acme/component.xml": "<component>\n<x"}),
    ("not-utf-8", "A component that is not UTF-8 cannot be opened.", "<import package='acme'/>", "",
     {"acme/component.xml": b"<component><!-- \xe4 --></component>"}),
    ("key-at-top", "A component has no keys.", "<import package='acme'/>", "",
     {"acme/component.xml": "<component>\n<key name='a'/></component>"}),
    ("section-at-top", "A component has no sections.", "<import package='acme'/>", "",
     {"acme/component.xml": "<component>\n<sectiontype name='t'/>\n<section type='t' name='s'/></component>"}),
    ("in-file-order", "A component sees the types before it.",
     "<sectiontype name='base'><key name='b'/></sectiontype><import package='acme'/>" + SLOT,
     "<t>\nb 1\n</t>", {"acme/component.xml": "<component><sectiontype name='t' extends='base'/></component>"}),
    ("beside-folder", "Only packages count, not folders beside the schema.", "<import package='cases_nowhere'/>", "",
     {"acme/component.xml": T}),
]

CONTENTS = [
    ("empty", "A component may be empty.", ""),
    ("descriptions", "A component and its types may be described.",
     "<description>d</description><sectiontype name='t'><description>d</description></sectiontype>"),
    ("descriptions-twice", "Descriptions are not counted in components.",
     "<description>d</description><description>e</description><sectiontype name='t'><description>d</description>"
     "<description>e</description><key name='a'><description>d</description><description>e</description></key>"
     "</sectiontype>"),
    ("examples-twice", "Examples are.",
     "<sectiontype name='t'>\n<example>d</example>\n<example>e</example></sectiontype>"),
    ("example-at-top", "A component has no example.", "<example>e</example>"),
    ("bad-text", "Text in a component.", "<sectiontype name='t'>\nx</sectiontype>"),
    ("bad-datatype", "An unknown datatype in a component.", "<sectiontype name='t' datatype='x'/>"),
    ("bad-key", "A bad key in a component.", "<sectiontype name='t'>\n<key name='1'/></sectiontype>"),
    ("bad-type-twice", "A type twice in a component: it has no line.",
     "<sectiontype name='t'/>\n<sectiontype name='t'/>"),
    ("bad-unknown-element", "An unknown element in a component.", "<foo/>"),
]

CONFIG_IMPORTS = [
    ("good", "New types are usable where their abstract type has a slot.", ABS_SLOT,
     "%import acme.impl\n<impl>\nk 1\n</impl>", BASE),
    ("late", "From here on.", ABS_SLOT, "<impl/>\n%import acme.impl", BASE),
    ("in-section", "Also inside a section.",
     ABS_SLOT + "<sectiontype name='box'><multisection type='abs' name='*' attribute='s'/></sectiontype>"
     "<section type='box' name='*' attribute='b'/>", "<box>\n%import acme.impl\n<impl/>\n</box>\n<impl/>", BASE),
    ("twice", "The second time is skipped.", ABS_SLOT, "%import acme.impl\n%import acme.impl\n<impl/>", BASE),
    ("by-schema-already", "What the schema imported is skipped.", ABS_SLOT, "%import acme.base", BASE),
    ("substituted", "The argument is substituted.", ABS_SLOT, "%define name impl\n%import acme.$name\n<impl/>", BASE),
    ("substituted-unknown", "By names that are known.", ABS_SLOT, "\n%import acme.$name\n<impl/>", BASE),
    ("in-include", "An included file may import for the rest.", ABS_SLOT, "%include package:acme:inner.conf\n<impl/>",
     BASE | {"acme/inner.conf": "%import acme.impl"}),
    ("no-slot", "A type without a slot is of no use.", "<key name='a'/>", "%import acme\n<t/>",
     {"acme/component.xml": T}),
    ("missing", "No such package: there is no line.", ABS_SLOT, "\n%import nowhere_at_all", BASE),
    ("missing-component", "A package without component.xml.", ABS_SLOT, "%import acme", BASE),
    ("bad-name", "A name with an empty part.", ABS_SLOT, "%import acme..impl", BASE),
    ("bad-name-space", "A name with a space.", ABS_SLOT, "%import acme impl", BASE),
    ("clash", "A type that is there already.", "<sectiontype name='t'/>", "# one\n%import acme",
     {"acme/component.xml": T}),
    ("malformed", "A malformed component has its own name and line.", ABS_SLOT, "\n\n%import acme",
     {**BASE, "acme/component.xml": "<component>\n<x"}),
    ("error", "An error in a component has its own name and line.", ABS_SLOT, "\n\n%import acme",
     {**BASE, "acme/component.xml": "<component>\n<sectiontype/></component>"}),
    ("needs-abstract", "A component that needs an abstract type nobody declared.", "<key name='a'/>", "\n%import acme",
     {"acme/component.xml": "<component>\n<sectiontype name='t' implements='abs'/></component>"}),
    ("concrete-slot", "A type of a component that a schema's slot could not name.",
     "<abstracttype name='abs'/><multisection type='abs' name='+' attribute='s'/>",
     "%import acme\n<t x/>", {"acme/component.xml": "<component><sectiontype name='t' implements='abs'/></component>"}),
    ("defaults-in-component", "A bad default in a component, used.", ABS_SLOT, "%import acme\n<t/>",
     {**BASE, "acme/component.xml": "<component><sectiontype name='t' implements='abs'>\n<key name='k' "
      "datatype='integer' default='x'/></sectiontype></component>"}),
]

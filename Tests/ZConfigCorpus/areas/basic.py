"""The component ZConfig.components.basic: sections that are maps."""

from corpus import make_case

IMPORT = '<import package="ZConfig.components.basic"/>\n'
MAPPING = IMPORT + '<sectiontype name="m" extends="ZConfig.basic.mapping"/>\n'


def cases():
    """The cases of this area."""
    for name, about, schema, config in ENTRIES:
        yield make_case(f"basic-{name}", about, config, schema)
    yield make_case("basic-override", "An override for a key of a map.", "<m x>\na 1\nb 2\n</m>",
                    MAPPING + '<section type="m" name="x"/>', overrides=["x/a=3"])


ENTRIES = [
    ("mapping", "A section gives its map.", MAPPING + '<section type="m" name="*" attribute="s"/>',
     "<m>\nB 1\na 2\n</m>"),
    ("mapping-empty", "An empty map.", MAPPING + '<section type="m" name="*" attribute="s"/>', "<m/>"),
    ("mapping-absent", "An absent section is null.", MAPPING + '<section type="m" name="*" attribute="s"/>', ""),
    ("mapping-multi", "Several maps.", MAPPING + '<multisection type="m" name="*" attribute="s"/>',
     "<m x>\na 1\n</m>\n<m/>\n<m>\nb 2\n</m>"),
    ("mapping-itself", "The type itself.", IMPORT + '<section type="ZConfig.Basic.Mapping" name="*" attribute="s"/>',
     "<zconfig.basic.mapping>\na 1\n</ZConfig.basic.mapping>"),
    ("mapping-keytype", "Another key type.",
     IMPORT + '<sectiontype name="m" extends="ZConfig.basic.mapping" keytype="integer"/>'
     '<section type="m" name="*" attribute="s"/>', "<m>\n07 x\n</m>"),
    ("mapping-more-keys", "Other keys of a derived type are lost.",
     IMPORT + '<sectiontype name="m" extends="ZConfig.basic.mapping"><key name="own" handler="h"/>'
     '</sectiontype><section type="m" name="*" attribute="s" handler="s"/>', "<m>\nown 1\na 2\n</m>"),
    ("mapping-other-datatype", "With another datatype it is a usual section.",
     IMPORT + '<sectiontype name="m" extends="ZConfig.basic.mapping" datatype="null"/><section type="m" name="*" '
     'attribute="s"/>', "<m>\na 1\n</m>"),
    ("mapping-file", "The file of its own.", '<import package="ZConfig.components.basic" file="mapping.xml"/>' + IMPORT
     + '<section type="ZConfig.basic.mapping" name="*" attribute="s"/>', "<ZConfig.basic.mapping/>"),
    ("mapping-repeated", "A key twice.", MAPPING + '<section type="m" name="*" attribute="s"/>', "<m>\na 1\nA 2\n</m>"),
    ("mapping-without-map", "The datatype on a section without a map kills the reference.",
     '<sectiontype name="m" datatype="ZConfig.components.basic.mapping.mapping"/><section type="m" name="*" '
     'attribute="s"/>', "<m/>"),
    ("mapping-own-map", "The datatype on a section with a map of its own kind.",
     '<sectiontype name="m" datatype="ZConfig.components.basic.mapping.mapping"><multikey name="+" '
     'attribute="mapping" datatype="integer"/></sectiontype>'
     '<section type="m" name="*" attribute="s"/>', "<m>\na 1\na 2\n</m>"),
    ("import-directive", "%import of the component, which gives types that no slot takes.", '<key name="a"/>',
     "%import ZConfig.components.basic\na 1"),
    ("no-such-file", "A file that the component does not have.",
     '<import package="ZConfig.components.basic" file="nowhere.xml"/>', ""),
]

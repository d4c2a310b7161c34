"""The stock datatypes for paths. The working directory is that of the case."""

from corpus import make_case

FILES = {"dir/file.txt": "content\n", "with space/x": "content\n", "home/sub/x": "content\n"}
HOME = {"HOME": "@CASE@/home"}


def cases():
    """The cases of this area."""
    yield good("existing-directory", ["dir", "./dir", "dir/", "dir/..", ".", "with space", "~", "~/sub", "~/", "~root"])
    yield good("existing-path", ["dir", "dir/file.txt", "main.conf", "~/sub/x", "with space/x", "/", "~root"])
    yield good("existing-file", ["dir/file.txt", "main.conf", "dir", "~", "~/sub/x"])
    yield good("existing-dirpath", ["new", "dir/new", "./new", "/new", "~/new", "dir/", "dir", "with space/new", "",
                                    "~no-such-user", "~root/x"])
    yield from bad("existing-directory", [
        ("missing", "nowhere", "it is not there"),
        ("file", "dir/file.txt", "a file is no directory"),
        ("empty", "", "an empty value is no directory"),
        ("user", "~no-such-user", "the home of an unknown user is not expanded"),
        ("tilde-inside", "x~", "a tilde inside means nothing"),
    ])
    yield from bad("existing-path", [
        ("missing", "dir/nowhere", "it is not there"),
        ("empty", "", "an empty value is no path"),
        ("below-file", "dir/file.txt/x", "a file has no parts"),
    ])
    yield from bad("existing-file", [
        ("missing", "dir/nowhere", "it is not there"),
        ("home", "~/nowhere", "it is not there, and the message has the value as it was"),
    ])
    yield from bad("existing-dirpath", [
        ("missing", "nowhere/new", "the directory is not there"),
        ("file", "dir/file.txt/new", "a file is no directory"),
        ("user", "~no-such-user/x", "the home of an unknown user is not expanded"),
    ])
    yield make_case("datatype-existing-path-home-slash", "A final slash of HOME is dropped before the rest.",
                    "a ~/sub\na ~\n", '<multikey name="a" attribute="a" datatype="existing-path"/>',
                    files=FILES, environment={"HOME": "@CASE@/home//"})
    yield make_case("datatype-existing-path-relative-to-working-directory",
                    "A path in an included file is relative to the working directory, not to the file.",
                    "%include dir/inner.conf", '<key name="a" datatype="existing-path"/>',
                    files={"dir/inner.conf": "# one\na inner.conf"})
    yield make_case("datatype-existing-path-nul", "A NUL in a path: it does not exist.", b"a x\0y\n",
                    '<key name="a" datatype="existing-path"/>')


def good(datatype, values):
    """One case with many paths."""
    config = "".join(f"a {value}\n" for value in values).encode()
    return make_case(f"datatype-{datatype}-good", f"Paths that {datatype} accepts.", config,
                     f'<multikey name="a" attribute="values" datatype="{datatype}"/>', files=FILES, environment=HOME)


def bad(datatype, entries):
    """One case for each path that the datatype refuses."""
    for suffix, value, about in entries:
        yield make_case(f"datatype-{datatype}-bad-{suffix}", f"{datatype}: {about}", f"# one\na {value}\n".encode(),
                        f'<key name="a" datatype="{datatype}"/>', files=FILES, environment=HOME)

"""JSON whose numbers are exact: what the dumps need and the `json` module alone does not give."""

from __future__ import annotations

import json
from decimal import Decimal


def read(text):
    """Parse JSON text; every number becomes a `Decimal`, whatever its size.

    A member that comes twice in one object is an error, as it would hide a value from a comparison.
    """
    return json.loads(
        text, parse_int=Decimal, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_object)


def _no_constant(text):
    raise ValueError(f"not JSON: {text}")


def _object(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member comes twice")
    return members


def write(value, indent=None, _outer=""):
    """The JSON text of a value that may hold `Decimal`s; ASCII only. With `indent`, one member a line."""
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else format(value, "f")
    if not value or not isinstance(value, (dict, list)):
        return json.dumps(value, allow_nan=False)
    inner = _outer + (indent or "")
    if isinstance(value, dict):
        colon = ":" if indent is None else ": "
        opening, closing = "{}"
        items = [json.dumps(key) + colon + write(item, indent, inner) for key, item in value.items()]
    else:
        opening, closing = "[]"
        items = [write(item, indent, inner) for item in value]
    if indent is None:
        return opening + ",".join(items) + closing
    return f"{opening}\n{inner}" + f",\n{inner}".join(items) + f"\n{_outer}{closing}"


def difference(expected, found, path="$"):
    """Where two values that `read` gave first differ, in words; None if they are the same."""
    if type(expected) is not type(found):
        return f"{path}: {_brief(found)} instead of {_brief(expected)}"
    if isinstance(expected, dict):
        for key in expected:
            if key not in found:
                return f"{path}: no member {key!r}"
        for key in found:
            if key not in expected:
                return f"{path}: unexpected member {key!r}"
        pairs = [(f"{path}.{key}", expected[key], found[key]) for key in expected]
    elif isinstance(expected, list):
        if len(expected) != len(found):
            return f"{path}: {len(found)} elements instead of {len(expected)}"
        pairs = [(f"{path}[{index}]", *pair) for index, pair in enumerate(zip(expected, found))]
    elif expected != found:
        return f"{path}: {_brief(found)} instead of {_brief(expected)}"
    else:
        return None
    for pair_path, left, right in pairs:
        words = difference(left, right, pair_path)
        if words:
            return words
    return None


def _brief(value):
    text = write(value)
    return text if len(text) <= 120 else text[:117] + "..."

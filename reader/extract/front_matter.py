"""The block of fields above a Markdown text, in the small part of YAML that is meant, or in TOML.

No YAML library reads it: aliases, tags and objects of YAML have no place in a header of an article,
and the ways to harm a reader with them are many. A field that is not understood is no field.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time

LONGEST = 20_000
"""Characters of a block; a longer one is taken for text."""

Fields = dict[str, tuple[str, ...]]
"""Names in small letters; a single value is a tuple of one."""

_BLOCK = re.compile(
    r"\s*^(?P<mark>---|\+\+\+)[ \t]*\n(?P<inside>.*?)^(?:(?P=mark)|\.\.\.)[ \t]*$\n?",
    re.MULTILINE | re.DOTALL,
)
_FIELD = re.compile(r"([\w-]{1,40})[ \t]*:(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"\s*-[ \t]+(.*)$")
_INNER = re.compile(r"\s*(?:-[ \t]+)?name[ \t]*:[ \t]+(.*)$", re.IGNORECASE)
_NOT_PLAIN = tuple("&*!|>{@`%?")


def split(text: str) -> tuple[Fields, str]:
    """The fields of a text and the text below them; no fields if it begins otherwise."""
    found = _BLOCK.match(text[: LONGEST + 10])
    if not found:
        return {}, text
    read = _toml if found["mark"] == "+++" else _yaml
    return read(found["inside"]), text[found.end() :]


def _yaml(inside: str) -> Fields:
    fields: Fields = {}
    name = ""
    for line in inside.split("\n"):
        field = _FIELD.match(line)
        if field:
            name = field[1].lower()
            fields[name] = _values(field[2] or "")
        elif name and (item := _INNER.match(line) or _ITEM.match(line)):
            value = _scalar(item[1])
            fields[name] += (value,) if value and not _FIELD.match(value) else ()
    return {name: values for name, values in fields.items() if values}


def _values(written: str) -> tuple[str, ...]:
    written = written.strip()
    if not written.startswith("["):
        value = _scalar(written)
        return (value,) if value else ()
    inside = re.match(r"\[([^\[\]{}]*)\]\s*(?:#.*)?$", written)
    if not inside:
        return ()
    parts = re.findall(r"\s*(\"[^\"]*\"|'[^']*'|[^,]+)", inside[1])
    return tuple(value for part in parts if (value := _scalar(part)))


def _scalar(written: str) -> str:
    """A value without its quotes; empty where it is anything but a plain value."""
    written = written.strip()
    if written[:1] in ('"', "'"):
        quoted = re.match(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'", written)
        if not quoted:
            return ""
        double = quoted[1] is not None
        return re.sub(r"\\(.)", r"\1", quoted[1]) if double else quoted[2].replace("''", "'")
    if written.startswith(_NOT_PLAIN) or written in ("null", "~"):
        return ""
    return re.split(r"\s#", written, maxsplit=1)[0].strip()


def _toml(inside: str) -> Fields:
    try:
        table = tomllib.loads(inside)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    fields = {name.lower(): _texts(value) for name, value in table.items()}
    return {name: values for name, values in fields.items() if values}


def _texts(value: object) -> tuple[str, ...]:
    match value:
        case bool():
            return ()
        case str() | int() | float():
            return (str(value),)
        case datetime() | date() | time():
            return (value.isoformat(),)
        case list():
            return tuple(
                text for each in value if not isinstance(each, list) for text in _texts(each)
            )
        case {"name": str(name)}:
            return (name,)
    return ()

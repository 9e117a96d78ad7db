"""The JSON-LD a page carries about its article (schema.org)."""

from __future__ import annotations

import json
import re
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 2_000_000
"""Characters of one script."""

_MOST_OBJECTS = 2_000
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|AnalysisNewsArticle|ReviewNewsArticle)$")

Object = dict[str, object]


def article_in(scripts: Iterable[str]) -> Object:
    """The first object that is an article; empty if there is none."""
    for script in scripts:
        for found in objects_in(script):
            if any(_ARTICLE.match(kind) for kind in texts(found.get("@type"))):
                return found
    return {}


def objects_in(script: str) -> Iterator[Object]:
    """Every object of a script, those above before those within; none if it is no JSON."""
    return _objects(_loaded(script))


def texts(value: object) -> tuple[str, ...]:
    """A value as texts: itself, those of a list, or the `name` of an object."""
    match value:
        case str():
            return (value,) if value.strip() else ()
        case list():
            return tuple(
                text for each in value[:50] if not isinstance(each, list) for text in texts(each)
            )
        case dict():
            return texts(value["name"]) if isinstance(value.get("name"), str | list) else ()
    return ()


def address_of(value: object) -> str:
    """The address of a picture or a page, given as itself, as an object or as a list of them."""
    match value:
        case str():
            return value
        case [first, *_]:
            return first if isinstance(first, str) else _own_address(first)
        case dict():
            return _own_address(value)
    return ""


def _own_address(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    return next(
        (found for key in ("url", "contentUrl", "@id") if isinstance(found := value.get(key), str)),
        "",
    )


def _loaded(script: str) -> object:
    text = _CONTROLS.sub(" ", _WRAPPED.sub("", script[:LONGEST]))
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[Object]:
    """Every object, those above before those within."""
    waiting = deque([value])
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        match waiting.popleft():
            case dict() as found:
                yield found
                waiting.extend(each for each in found.values() if isinstance(each, dict | list))
            case list() as found:
                waiting.extend(found[:_MOST_OBJECTS])

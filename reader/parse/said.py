"""What feeds of every form have in common on their way to an article: titles, bodies, dates."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.text.clean import clean_line
from reader.text.dates import parse_date
from reader.text.html import looks_like_html, to_blocks, to_line
from reader.text.plain import excerpt, plain
from reader.text.quick import written
from reader.text.render import to_html
from reader.text.url import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TITLE = 500
LONGEST_GUID = 2_000
MOST_ARTICLES = 10_000
MOST_ENCLOSURES = 50
MOST_TAGS = 50
MOST_CATEGORIES = 100
"""Categories of one article that are looked at; its tags are made of them."""
MOST_LINKS = 200
"""Enclosures, and pictures of one kind, of one article."""
SUMMARY = 300
"""Characters of the beginning of a text that lists show."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}")
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Printable by name, blank by look: Hangul fillers and the empty Braille pattern."""

_ABSOLUTE = re.compile(r"[^/?#]*:|[/\\]{2}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

Form = Literal["text", "html", "either"]
"""How a text is written; either: the feed does not say, so its look decides."""


class Text(NamedTuple):
    """A text as a feed writes it."""

    value: str
    form: Form = "either"
    base: str = ""
    """The address that relative ones in it are meant from."""


class Body(NamedTuple):
    """The text of an article: safe HTML, and its beginning as one plain line."""

    html: str = ""
    summary: str = ""
    text: str = ""
    """All of it, plain."""
    is_even: bool = False
    """The text has no white space but single blanks and line ends."""


def one_line(text: Text) -> str:
    """A title as one clean line."""
    markup = text.form == "html" or (text.form == "either" and looks_like_html(text.value))
    line = to_line(text.value) if markup else clean_line(text.value)
    return line[:LONGEST_TITLE].strip() if any(map(_visible, line)) else ""


def _visible(character: str) -> bool:
    return character.isprintable() and not character.isspace() and character not in _FILLERS


def first_line(texts: Iterable[Text]) -> str:
    """The first of several titles that says something."""
    return next((line for line in map(one_line, texts) if line), "")


def first_body(texts: Iterable[Text]) -> Body:
    """The first of several bodies that has anything to show."""
    for text in texts:
        if not text.value.strip():
            continue
        markup = text.form == "html" or (text.form == "either" and looks_like_html(text.value))
        if markup and (quick := written(text.value, text.base, SUMMARY)):
            if quick.html:
                return Body(*quick, is_even=True)
            continue
        blocks = to_blocks(text.value if markup else html.escape(text.value), text.base)
        if blocks:
            return Body(to_html(blocks), excerpt(blocks, SUMMARY), plain(blocks))
    return Body()


def address(base: str, reference: str) -> str:
    """A reference made absolute against `base`; empty if it is unsafe or no page or file.

    Where no base is known, a relative reference stays as it was written.
    """
    found = resolve(base, reference) if reference.strip() else ""
    if found.startswith("mailto:"):
        return ""
    relative = clean_line(reference)
    if found or base or len(relative) > LONGEST_GUID or _ABSOLUTE.match(relative):
        return found
    return relative.replace(" ", "%20")


def moment(text: str) -> datetime | None:
    """A date if it can be true: the zero of Unix time and other centuries are mistakes."""
    at = parse_date(text) if text else None
    if at is None or not _FIRST <= at < _LAST or abs(at - _EPOCH) <= timedelta(days=1):
        return None
    return at


def language(text: str) -> str:
    """A language tag (BCP 47) as written, or empty if it cannot be one."""
    tag = text.strip()
    return tag.replace("_", "-") if _LANGUAGE.fullmatch(tag) else ""

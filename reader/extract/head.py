"""The lines above the text of a pasted page: headline, byline, date, and what is none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.extract.byline import authors, is_office, listed, people
from reader.extract.dateline import agency_alone
from reader.extract.lines import UNDERLINE, Line
from reader.extract.moments import is_moment, published, published_in
from reader.extract.roles import (
    address,
    is_caption,
    is_kicker,
    is_label,
    is_lone_sign,
    is_path,
    is_promotion,
    is_prose,
    is_question,
    is_statement,
    size,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_STANDFIRST = 8
"""Lines from a standfirst to the byline below it, at most."""

DEEPEST = 30
"""Lines; a head is not longer."""

_ENGLISH = re.compile(r"(?:\w+ )?by\b|from\b|author", re.IGNORECASE)
_BARE_BY = frozenset({"by", "von", "par", "por", "di", "door", "written by", "author", "authors"})


@dataclass
class Head:
    """What the lines above the text say."""

    title: str = ""
    byline: str = ""
    published_at: datetime | None = None
    canonical: str = ""
    agency: str = ""
    """Place and agency, where they stand on lines of their own, as in `London / CNN / —`."""
    kept: list[Line] = field(default_factory=list)
    """Lines that are none of these: standfirsts, which belong to the text."""


def start_of_text(lines: Sequence[Line]) -> int:
    """The index of the line the text begins with; that of no line if all is head."""
    prose = [at for at, line in enumerate(lines[:DEEPEST]) if _is_text(lines, at)]
    begin = (
        prose[0]
        if prose
        else next((at for at, line in enumerate(lines) if is_prose(line.text)), _short(lines))
    )
    # A standfirst is a sentence too: the text begins below the byline and the date.
    above = [line.text for line in lines[:begin]]
    for at in range(begin + 1, min(len(lines), begin + _STANDFIRST)):
        text = lines[at].text
        if sum(1 for sentence in prose if begin <= sentence < at) > 2:
            break
        named = authors(text) and not any(map(authors, above))
        if named or (is_moment(text) and not any(map(is_moment, above))):
            return next((after for after in prose if after > at), at + 1)
    return begin


def read_head(lines: Sequence[Line]) -> Head:
    """What is to be known from the lines above the text."""
    head = Head()
    kinds = _kinds(lines)
    candidates = [at for at, kind in enumerate(kinds) if kind == "text"]
    first_meta = next(
        (at for at, kind in enumerate(kinds) if kind in ("byline", "moment")), len(lines)
    )
    title_at = _title(lines, candidates, first_meta)
    names: list[str] = []
    for at, line in enumerate(lines):
        match kinds[at]:
            case "byline":
                names += authors(line.text)
            case "address":
                head.canonical = head.canonical or address(line.text)
            case "agency":
                head.agency = _agency(lines, kinds, at)
            case "text" if at > title_at and (found := _names(lines, kinds, at)):
                names += found
            case "text" if at > title_at and not _is_beside(lines, kinds, at):
                head.kept.append(line)
    head.title = lines[title_at].text if title_at >= 0 else ""
    head.byline = listed(tuple(dict.fromkeys(names)))
    head.published_at = _published(lines, kinds)
    return head


def _short(lines: Sequence[Line]) -> int:
    """The first short sentence below another line, where there is no long one."""
    told = (at for at, line in enumerate(lines) if at and _kind(line.text) == "text")
    return next((at for at in told if is_statement(lines[at].text)), len(lines))


def _is_text(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if not is_prose(text) or _is_around(text) or is_moment(text):
        return False
    above = [line.text for line in lines[:at] if _kind(line.text) == "text"]
    return bool(above) or not is_question(text) or at + 1 == len(lines)


def _kind(text: str) -> str:
    if address(text):
        return "address"
    if agency_alone(text):
        return "agency"
    if is_lone_sign(text) or UNDERLINE.match(text) or _is_around(text):
        return "around"
    if is_moment(text):
        return "moment"
    if authors(text) or text.lower().strip(" :") in _BARE_BY:
        return "byline"
    return "text"


def _kinds(lines: Sequence[Line]) -> list[str]:
    kinds = [_kind(line.text) for line in lines]
    # A headline may begin as bylines of other languages do: `Di Maria scores twice`.
    first = next((at for at, kind in enumerate(kinds) if kind in ("byline", "text")), -1)
    if first >= 0 and kinds[first] == "byline" and not _ENGLISH.match(lines[first].text):
        kinds[first] = "text"
    return kinds


def _is_around(text: str) -> bool:
    return is_label(text) or is_promotion(text) or is_caption(text) or is_path(text)


def _title(lines: Sequence[Line], candidates: Sequence[int], first_meta: int) -> int:
    """The index of the headline; -1 if there is none."""
    for at in candidates:
        if at + 1 < len(lines) and UNDERLINE.match(lines[at + 1].text) and not lines[at + 1].apart:
            return at
    above = [at for at in candidates if at < first_meta]
    if not any(size(lines[at].text) > 3 for at in above):
        above = list(candidates)
    while len(above) > 1 and is_kicker(lines[above[0]].text, [lines[at].text for at in above[1:]]):
        above.pop(0)
    return above[0] if above else -1


def _names(lines: Sequence[Line], kinds: Sequence[str], at: int) -> tuple[str, ...]:
    """The names, if a line below the headline holds nothing else and its neighbours say so too."""
    text = lines[at].text
    found = people(text) if size(text) <= 16 else ()
    if not found:
        return ()
    above = kinds[at - 1] if at else ""
    below = kinds[at + 1] if at + 1 < len(lines) else ""
    office_below = below == "text" and is_office(lines[at + 1].text)
    by_above = above == "byline" and lines[at - 1].text.lower().strip(" :") in _BARE_BY
    if office_below or by_above or below == "moment" or (above == "moment" and not lines[at].apart):
        return found
    return ()


def _is_beside(lines: Sequence[Line], kinds: Sequence[str], at: int) -> bool:
    """Whether a line goes with a neighbour: the office of a person, the place of an agency."""
    text = lines[at].text
    if at + 1 < len(lines) and kinds[at + 1] == "agency":
        return size(text) <= 4
    if not at or not is_office(text):
        return False
    above = lines[at - 1].text
    return kinds[at - 1] == "byline" or bool(people(above)) or is_office(above)


def _agency(lines: Sequence[Line], kinds: Sequence[str], at: int) -> str:
    name = agency_alone(lines[at].text)
    place = lines[at - 1].text if at and kinds[at - 1] == "text" else ""
    return f"{place} ({name})" if place and size(place) <= 4 else f"({name})"


def _published(lines: Sequence[Line], kinds: Sequence[str]) -> datetime | None:
    own = published([line.text for at, line in enumerate(lines) if kinds[at] == "moment"])
    named = (published_in(line.text) for at, line in enumerate(lines) if kinds[at] == "byline")
    return own or next(filter(None, named), None)

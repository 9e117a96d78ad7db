"""Which articles of a story are originals, and which only carry another's text.

Outlets print an agency's text whole, shortened, or with a paragraph of their own. An echo is what
an original has, but for little; what brings as much of its own is an original, whatever it quotes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.text.agencies import agency
from reader.text.copies import own_words
from reader.text.norm import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.text.report import Report

_SHINGLE = 4
_LEAST = 12
"""Shingles below which a text proves nothing, and headlines decide."""
_CARRIED = 0.6
"""Share of an echo's shingles that its original has."""
_CONTAINED, _LONGER = 0.85, 1.6
"""An earlier text that a later one has nearly whole is the same, printed shorter."""


class Original(NamedTuple):
    """An article that tells the story in its own words, and those that repeat it."""

    id: int
    echoes: tuple[int, ...]
    """In the order in which they came."""
    agency: str
    """Whose text it is, if its own article or an echo credits an agency; else empty."""


class _Text(NamedTuple):
    report: Report
    title: str
    shingles: frozenset[tuple[str, ...]]
    agency: str


def originals(reports: Iterable[Report]) -> tuple[Original, ...]:
    """The originals of a story, in the order in which they came, whatever order they are given in.

    An agency's own article comes before those that credit it, whenever it was published.
    """
    texts = sorted(map(_text, reports), key=_rank)
    groups: list[list[_Text]] = []
    places: dict[tuple[str, ...], list[int]] = {}
    for text in texts:
        at = _heard(text, groups, places)
        if at is None:
            for shingle in text.shingles:
                places.setdefault(shingle, []).append(len(groups))
            groups.append([text])
        else:
            groups[at].append(text)
    told = sorted(groups, key=lambda group: (group[0].report.at, group[0].report.id))
    return tuple(map(_original, told))


def in_words(found: tuple[Original, ...]) -> str:
    """How many there are, such as "14 articles, 3 originals (Reuters)"; empty for one alone."""
    count = sum(1 + len(each.echoes) for each in found)
    if count < 2:
        return ""
    names = ", ".join(dict.fromkeys(each.agency for each in found if each.agency))
    said = f"{count} articles, {len(found)} original{'s' * (len(found) != 1)}"
    return f"{said} ({names})" if names else said


def _text(report: Report) -> _Text:
    words = own_words(report.text)
    shingles = frozenset(zip(*(words[at:] for at in range(_SHINGLE)), strict=False))
    named = agency(report.text, report.credit, report.source)
    return _Text(report, letters(report.title), shingles, named)


def _rank(text: _Text) -> tuple[bool, float, int]:
    report = text.report
    own = bool(agency(source=report.source))
    return not own, report.at.timestamp(), report.id


def _heard(
    text: _Text, groups: list[list[_Text]], places: dict[tuple[str, ...], list[int]]
) -> int | None:
    """The group of the original that a text repeats, if it repeats one."""
    if len(text.shingles) < _LEAST:
        same = (
            at
            for at, group in enumerate(groups)
            if text.title and text.title == group[0].title and _is_near(text, group[0])
        )
        return next(same, None)
    shared = Counter(at for shingle in text.shingles for at in places.get(shingle, ()))
    for at, count in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        size = len(groups[at][0].shingles)
        carried = count >= _CARRIED * len(text.shingles)
        printed = count >= _CONTAINED * size and len(text.shingles) <= _LONGER * size
        if carried or printed:
            return at
    return None


def _is_near(text: _Text, original: _Text) -> bool:
    """Whether a text that is too short to prove anything may be the beginning of another."""
    return not text.shingles or 2 * len(text.shingles & original.shingles) >= len(text.shingles)


def _original(group: list[_Text]) -> Original:
    first, *rest = group
    credited = Counter(text.agency for text in group if text.agency)
    named = first.agency or max(sorted(credited), key=lambda name: credited[name], default="")
    rest.sort(key=lambda text: (text.report.at, text.report.id))
    return Original(first.report.id, tuple(text.report.id for text in rest), named)

"""An article's text as passages that two versions of it can be compared by.

A passage is a paragraph, a heading, an item, a row or a caption: the smallest thing that a page
puts in or takes out as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.text.align import matches
from reader.text.blocks import Code, Heading, Listing, Paragraph, Picture, Quote, Table
from reader.text.diff import paired
from reader.text.masks import is_label, masked
from reader.text.spans import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.text.blocks import Block, Blocks, Spans

_LINKED = 0.8
"""Share of the letters within links from which a passage is only there to lead elsewhere."""
_LONGEST_LINK = 200


class Passage(NamedTuple):
    """A passage; `key` is equal in what a comparison takes for the same."""

    text: str
    key: str
    linked: bool = False
    """It leads elsewhere: it consists of links, or is listed below a label such as "Related"."""


class Turn(NamedTuple):
    """A passage that was put in, taken out or rewritten, and the unchanged ones around it."""

    old: Passage | None
    new: Passage | None
    before: str = ""
    after: str = ""
    from_start: int = 0
    from_end: int = 0
    """Where it stands in its version: 0 is the first, or the last."""


def passages(blocks: Blocks) -> tuple[Passage, ...]:
    """The passages of a text, in order; those without a word are left out."""
    found: list[Passage] = []
    for block in blocks:
        aside = isinstance(block, Listing | Table) and bool(found) and is_label(found[-1].text)
        found += [
            Passage(text, masked(text), linked or aside)
            for text, linked in _lines(block)
            if any(map(str.isalnum, text))
        ]
    return tuple(found)


def aligned(
    old: tuple[Passage, ...], new: tuple[Passage, ...]
) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Both versions side by side, in order; None where the other has something of its own."""
    same = matches([each.key for each in old], [each.key for each in new])
    a = b = 0
    for one, other in [*same, (len(old), len(new))]:
        for _, left, right in _rewritten(old[a:one], new[b:other]):
            yield left, right
        if one < len(old):
            yield old[one], new[other]
        a, b = one + 1, other + 1


def turns(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> tuple[Turn, ...]:
    """What differs between two versions; what only moved does not."""
    same = matches([each.key for each in old], [each.key for each in new])
    found: list[Turn] = []
    a = b = 0
    for one, other in [*same, (len(old), len(new))]:
        before = old[a - 1].key if a else ""
        after = old[one].key if one < len(old) else ""
        for place, left, right in _rewritten(old[a:one], new[b:other]):
            at, size = (b + place, len(new)) if right else (a + place, len(old))
            found.append(Turn(left, right, before, after, at, size - 1 - at))
        a, b = one + 1, other + 1
    gone = {turn.old.key for turn in found if turn.old}
    come = {turn.new.key for turn in found if turn.new}
    moved = gone & come
    return tuple(
        turn
        for turn in found
        if not all(side is None or side.key in moved for side in (turn.old, turn.new))
    )


def _rewritten(
    old: tuple[Passage, ...], new: tuple[Passage, ...]
) -> Iterator[tuple[int, Passage | None, Passage | None]]:
    """Neighbouring passages that all differ, as versions of one another where they are."""
    pairs = paired([each.text for each in old], [each.text for each in new])
    a = b = 0
    for one, other in [*pairs, (len(old), len(new))]:
        for step in range(max(one - a, other - b)):
            left = old[a + step] if a + step < one else None
            right = new[b + step] if b + step < other else None
            yield (b if right else a) + step, left, right
        if one < len(old):
            yield other, old[one], new[other]
        a, b = one + 1, other + 1


def _lines(block: Block) -> Iterator[tuple[str, bool]]:
    match block:
        case Paragraph(spans) | Heading(_, spans) | Picture(caption=spans):
            yield from _set_lines(spans)
        case Code(text):
            yield from ((line, False) for line in text.split("\n"))
        case Quote(inner):
            for each in inner:
                yield from _lines(each)
        case Listing(items):
            for item in items:
                for each in item:
                    yield from _lines(each)
        case Table(rows, _, caption):
            yield from _set_lines(caption)
            for row in rows:
                yield " ".join(joined(cell) for cell in row), False


def _set_lines(spans: Spans) -> Iterator[tuple[str, bool]]:
    """Running text as the lines that hard breaks make of it."""
    text, linked = "", 0
    for span in spans:
        head, *rest = span.text.split("\n")
        text, linked = text + head, linked + len(head) * bool(span.link)
        for line in rest:
            yield text, _only_linked(text, linked)
            text, linked = line, len(line) * bool(span.link)
    yield text, _only_linked(text, linked)


def _only_linked(text: str, linked: int) -> bool:
    return 0 < len(text) <= _LONGEST_LINK and linked >= _LINKED * len(text.strip())

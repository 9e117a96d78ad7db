"""Pictures of a pasted page: what is left of them are credits and captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.roles import is_caption, is_prose
from reader.extract.wording import CREDIT_FIRST, CREDIT_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.lines import Line

_MOST_ABOVE = 2
"""Lines of caption above a credit."""


def without_captions(lines: Sequence[Line]) -> list[Line]:
    """The lines but those that name a picture's owner, and the captions that stand with them."""
    around: set[int] = set()
    for at, line in enumerate(lines):
        if CREDIT_FIRST.match(line.text):
            around |= _with_caption_below(lines, at)
        elif is_caption(line.text):
            around |= {at} | _captions_above(lines, at)
    return [line for at, line in enumerate(lines) if at not in around]


def _with_caption_below(lines: Sequence[Line], at: int) -> set[int]:
    """`Getty Images The tower` and, in the same group of lines, `The tower at low tide`."""
    text = lines[at].text
    found = CREDIT_FIRST.match(text)
    caption = text[found.end() :] if found else ""
    below = lines[at + 1] if at + 1 < len(lines) else None
    repeated = below is not None and below.text == caption
    if is_prose(text) and not repeated:
        return set()
    with_it = below is not None and not below.apart and not is_prose(below.text)
    last = at + 2 >= len(lines) or lines[at + 2].apart
    return {at, at + 1} if repeated or (with_it and last) else {at}


def _captions_above(lines: Sequence[Line], at: int) -> set[int]:
    """The short lines that a line such as `Image: Jo Bell/dpa` closes, if they are a group."""
    if not CREDIT_LABEL.match(lines[at].text):
        return set()
    above: set[int] = set()
    while not lines[at].apart and len(above) < _MOST_ABOVE and not is_prose(lines[at - 1].text):
        at -= 1
        above.add(at)
    return above if lines[at].apart else set()

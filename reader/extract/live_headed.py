"""The posts of a page whose text is parted by times: `14.35 Uhr: Sluices opened`."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from reader.extract.live_drafts import Draft
from reader.extract.live_linked import MOST
from reader.extract.live_marked import LEAST
from reader.text.blocks import Block, Blocks, Heading, Paragraph, Rule
from reader.text.dates import parse_date
from reader.text.render import to_html
from reader.text.spans import joined

if TYPE_CHECKING:
    from datetime import date, datetime

_LONGEST_TITLE = 200
_LONGEST_CLOCK = 16
_DAY = 24 * 60
"""Minutes."""
_HEAD = re.compile(
    r"(?:[+•*▶►|]+\s*)?(?P<clock>(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:\s?[ap]\.?m\b\.?)?"
    r"|(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?)(?![\d.])"
    r"(?:\s*(?:Uhr|h|hrs|o'clock|Ortszeit)\b)?"
    r"(?P<zone>\s*\(?(?:GMT|UTC|BST|CES?T|MES?Z|[ECMP][SD]?T|IST|JST|AE[SD]T)\)?)?"
    r"\s*(?:[:|–—+·-]+)?\s*(?P<title>.*?)\s*\+*",
    re.IGNORECASE | re.DOTALL,
)
_OFFSET = re.compile(
    r"(?:published_time|datePublished)\W{1,9}(?:content\W{1,4})?\d{4}-\d\d-\d\dT[\d:.]{5,15}"
    r"([+-]\d\d:?\d\d)"
)


class _Part(NamedTuple):
    clock: str
    zone: str
    title: str
    blocks: tuple[Block, ...]
    day: date | None


def headed_posts(blocks: Blocks, published_at: datetime | None, html: str) -> list[Draft]:
    """The posts, in the page's order; none if fewer than three times part the text.

    A clock has no day: the oldest post is of the day the page was published on, by the clock of
    the zone that its dates are written in, and a clock that goes back is of the next day.
    """
    parts = _parts(blocks)
    if len(parts) < LEAST or (published_at is None and not parts[0].day):
        return []
    offset = _OFFSET.search(html[:200_000])
    zone = offset[1] if offset else ""
    first = published_at + _delta(zone) if published_at else None
    days = _days(parts, first.date() if first else None)
    return [
        Draft("", parse_date(f"{day} {part.clock} {part.zone or zone}"), part.title, body)
        for part, day in zip(parts, days, strict=True)
        if (body := to_html(part.blocks)) or part.title
    ]


def introduction(blocks: Blocks) -> Blocks:
    """What stands above the first time; nothing, if no time parts the text."""
    above = tuple(takewhile(lambda block: _head(block) is None, blocks))
    return above if len(above) < len(blocks) else ()


def _parts(blocks: Blocks) -> list[_Part]:
    parts: list[_Part] = []
    day: date | None = None
    for block in blocks:
        if head := _head(block):
            title = " ".join(head["title"].split())
            body: tuple[Block, ...] = ()
            if len(title) > _LONGEST_TITLE and isinstance(block, Paragraph):
                title, body = "", (block,)
            parts.append(_Part(head["clock"], (head["zone"] or "").strip(" ()"), title, body, day))
        elif isinstance(block, Heading) and (at := parse_date(joined(block.spans))):
            day = at.date()
        elif parts and not isinstance(block, Rule):
            parts[-1] = parts[-1]._replace(blocks=(*parts[-1].blocks, block))
    return parts[:MOST]


def _head(block: Block) -> re.Match[str] | None:
    """A time that parts the text: in a heading, at a bold beginning, or alone in its line."""
    if not isinstance(block, Heading | Paragraph) or not block.spans:
        return None
    text = joined(block.spans)
    bold = block.spans[0].bold if isinstance(block, Paragraph) else True
    parts = bold or len(text) <= _LONGEST_CLOCK or text.startswith("+++")
    return _HEAD.fullmatch(text) if parts else None


def _days(parts: list[_Part], first: date | None) -> list[date | None]:
    """The day of each part, in their order."""
    clocks = [_minutes(part.clock) for part in parts]
    # The shorter way round the clock: 0.15 above 23.50 is the newest first.
    falls = sum((one - other) % _DAY < _DAY // 2 for one, other in pairwise(clocks))
    backwards = falls > (len(clocks) - 1) / 2
    order = range(len(parts) - 1, -1, -1) if backwards else range(len(parts))
    days: list[date | None] = [None] * len(parts)
    day, before = first, 0
    for at in order:
        if parts[at].day:
            day = parts[at].day
        elif day and clocks[at] < before:
            day += timedelta(days=1)
        days[at], before = day, clocks[at]
    return days


def _minutes(clock: str) -> int:
    """Minutes since midnight."""
    hours, _, minutes = re.sub(r"[.h]", ":", clock.lower()).partition(":")
    hour = int(re.sub(r"\D", "", hours))
    if "p" in clock.lower() or "a" in clock.lower():
        hour = hour % 12 + 12 * ("p" in clock.lower())
    return hour * 60 + int(re.sub(r"\D", "", minutes)[:2] or 0)


def _delta(zone: str) -> timedelta:
    if not zone:
        return timedelta()
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)

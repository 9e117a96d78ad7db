"""The posts of a live blog as the elements of its page mark them, where no JSON-LD tells them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.extract.live_drafts import Draft, short_name
from reader.extract.live_linked import MOST
from reader.extract.roles import is_label
from reader.text.blocks import Heading
from reader.text.clean import clean_line
from reader.text.dates import parse_date
from reader.text.html import to_blocks
from reader.text.plain import plain
from reader.text.render import to_html
from reader.text.spans import joined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

LEAST = 3
"""Posts below which a page is no live blog."""

_DEEPEST = 12
"""Elements between the time of a post and the post."""
_LONGEST_TITLE = 300
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|disqus|related\w*|recommend\w*|most-?(?:read|viewed)"
    r"|popular|trending|sidebar|side-bar|footer|nav|navigation|menu|teasers?|newsletter)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[T\s]\d\d:?\d\d")


def marked_posts(root: _Element, base: str) -> list[Draft]:
    """Those that microdata marks (`liveBlogUpdate`), in the page's order."""
    return [draft for each in islice(_marked(root), MOST) if (draft := _draft(each, base))]


def timed_posts(root: _Element, base: str) -> list[Draft]:
    """The neighbours of one kind that have a time each (`<time datetime>`): those with most text.

    Only for pages that are known to be live: lists of articles look the same.
    """
    times = [each for each in root.iterfind(".//time[@datetime]") if _CLOCK.search(_told(each))]
    held = _held(times)
    groups: dict[tuple[_Element, str], dict[_Element, None]] = {}
    for time in times:
        found = _alone(time, held)
        parent = None if found is None else found.getparent()
        if found is not None and parent is not None:
            groups.setdefault((parent, str(found.tag)), {})[found] = None
    long = [list(group) for group in groups.values() if len(group) >= LEAST]
    best = max(long, key=lambda group: sum(map(_length, group)), default=[])
    return [draft for each in best[:MOST] if (draft := _draft(each, base))]


def _marked(root: _Element) -> Iterator[_Element]:
    """The outermost elements that are updates."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if "liveBlogUpdate" in element.get("itemprop", "").split():
            yield element
        else:
            waiting.extend(element.iterchildren(reversed=True))


def _held(times: list[_Element]) -> dict[_Element, set[str]]:
    """The times that each element holds, two at most; those of one value are of one post."""
    held: dict[_Element, set[str]] = {}
    for time in times:
        for parent in islice(time.iterancestors(), _DEEPEST):
            seen = held.setdefault(parent, set())
            if len(seen) < 2:
                seen.add(_told(time))
    return held


def _alone(time: _Element, held: dict[_Element, set[str]]) -> _Element | None:
    """The largest element that holds this time and no other; None if it stands beside the text."""
    found = time
    for parent in islice(time.iterancestors(), _DEEPEST):
        if parent.tag in ("aside", "footer", "nav", "form") or _is_beside(parent):
            return None
        if len(held[parent]) > 1:
            return found if found is not time else None
        found = parent
    return None


def _told(time: _Element) -> str:
    return time.get("datetime", "")[:200]


def _is_beside(element: _Element) -> bool:
    return bool(_BESIDE.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _draft(element: _Element, base: str) -> Draft | None:
    from lxml import etree  # noqa: PLC0415 - only a page needs a parser

    written = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    times = {clean_line(_text(each)) for each in element.iterfind(".//time")}
    blocks = [
        block
        for block in to_blocks(written, base)
        if (text := plain((block,))) not in times and not (text and is_label(text))
    ]
    title = ""
    for at, block in enumerate(blocks[:2]):
        if isinstance(block, Heading) and len(text := joined(block.spans)) <= _LONGEST_TITLE:
            title = clean_line(text)
            del blocks[at]
            break
    html = to_html(tuple(blocks))
    if not title and not html:
        return None
    name = next((told for key in ("id", "data-id", "itemid") if (told := element.get(key))), "")
    return Draft(short_name(clean_line(name[:2000]).rpartition("#")[2]), _at(element), title, html)


def _at(element: _Element) -> datetime | None:
    """When a post was published: by what marks that, or by its first time."""
    dated = element.iterfind(".//*[@itemprop='datePublished']")
    for each in (*islice(dated, 3), *islice(element.iterfind(".//time[@datetime]"), 3)):
        told = each.get("datetime") or each.get("content") or _text(each)
        if at := parse_date(clean_line(told[:200])):
            return at
    return None


def _length(element: _Element) -> int:
    return sum(map(len, map(str, element.itertext())))


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))[:1_000]

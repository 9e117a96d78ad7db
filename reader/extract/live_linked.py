"""The posts of a live blog as its page's JSON-LD tells them (schema.org LiveBlogPosting)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from reader.extract.byline import listed
from reader.extract.linked import Object, objects_in, texts
from reader.extract.live_drafts import Draft, short_name
from reader.text.clean import clean_line
from reader.text.dates import parse_date
from reader.text.html import to_blocks, to_line
from reader.text.render import to_html
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

MOST = 3_000
"""Posts of a page; if it has more, the first and the last of its list."""

_LONGEST_POST, _LONGEST_TEXT = 100_000, 1_000_000
"""Characters of a post, and of all together: further ones are their headlines."""
_LONGEST_LINE = 500

_KIND = "LiveBlogPosting"
_UPDATES = re.compile(r'"liveBlogUpdate"\s{0,9}:\s{0,9}\[')
_BETWEEN = re.compile(r"[\s,]*")
_TAG = re.compile(r"<[a-zA-Z/!]")
_LINE_ENDS = re.compile(r"\s*\n\s*")


def linked_posts(scripts: Iterable[str], base: str) -> list[Draft]:
    """The posts in the scripts of a page, in the page's order; none if it tells none."""
    for script in scripts:
        if _KIND not in script:
            continue
        for root in _roots(script):
            if drafts := _drafts(root, base):
                return drafts
    return []


def _drafts(root: Object, base: str) -> list[Draft]:
    drafts, left = [], _LONGEST_TEXT
    for update in _updates(root):
        if isinstance(update, dict) and (draft := _draft(update, root, base, left)):
            drafts.append(draft)
            left -= len(draft.html)
    return drafts


def _roots(script: str) -> Iterator[Object]:
    found = False
    for each in objects_in(script):
        if _KIND in texts(each.get("@type")) and each.get("liveBlogUpdate"):
            found = True
            yield each
    if not found:
        yield {"liveBlogUpdate": _salvaged(script)}


def _salvaged(script: str) -> list[object]:
    """The updates at the head of a script that is too long to be read, or broken further down."""
    start = _UPDATES.search(script)
    updates: list[object] = []
    at = start.end() if start else len(script)
    decoder = json.JSONDecoder(strict=False)
    while len(updates) < MOST:
        gap = _BETWEEN.match(script, at)
        try:
            update, at = decoder.raw_decode(script, gap.end() if gap else at)
        except (ValueError, RecursionError):
            break
        updates.append(update)
    return updates


def _updates(root: Object) -> list[object]:
    told = root["liveBlogUpdate"]
    updates = told if isinstance(told, list) else [told]
    return updates if len(updates) <= MOST else updates[: MOST // 2] + updates[-MOST // 2 :]


def _draft(update: Object, root: Object, base: str, left: int) -> Draft | None:
    """A post of at most so many characters; None if it says nothing."""
    title = _line(update, "headline", "name")
    body = _first(update, "articleBody", "text", "description")[: max(min(left, _LONGEST_POST), 0)]
    if body and not _TAG.search(body):
        body = _LINE_ENDS.sub("\n\n", body)
    html = to_html(to_blocks(body, base))
    if not title and not html:
        return None
    own = resolve(base, _first(update, "url", "@id"))
    at = _time(update, "datePublished", "dateCreated")
    edited = _time(update, "dateModified")
    return Draft(
        name=_name(update, root, base),
        at=at or edited,
        title=title,
        html=html,
        author=_author(update, root),
        updated_at=edited if at and edited and edited > at else None,
        url=own if is_web(own) else "",
    )


def _name(update: Object, root: Object, base: str) -> str:
    """What a post is called: the fragment of its address, or the address if it is its own."""
    whole = {_bare(base), _bare(_first(root, "url")), _bare(_first(root, "@id")), ""}
    for key in ("url", "@id", "identifier"):
        told = clean_line(_first(update, key)[:2000])
        if key == "url" and not is_web(resolve(base, told)):
            continue
        address, fragment = urldefrag(told)
        if fragment:
            return short_name(fragment)
        if _bare(address) not in whole:
            return short_name(address)
    return ""


def _bare(address: str) -> str:
    return urldefrag(address)[0].rstrip("/")


def _author(update: Object, root: Object) -> str:
    names = texts(update.get("author"))
    if len(names) > 1 and names == texts(root.get("author")):
        return ""
    lines = dict.fromkeys(filter(None, (to_line(name[:_LONGEST_LINE]) for name in names[:9])))
    return listed(tuple(lines))


def _line(update: Object, *keys: str) -> str:
    return to_line(_first(update, *keys)[: 4 * _LONGEST_LINE])[:_LONGEST_LINE]


def _first(update: Object, *keys: str) -> str:
    return next((text for key in keys for text in texts(update.get(key))), "")


def _time(update: Object, *keys: str) -> datetime | None:
    return next((at for key in keys if (at := parse_date(_first(update, key)))), None)

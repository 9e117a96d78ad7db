"""Articles that another reader kept, understood as those of a feed are."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.carried import Carried, KeptArticle, KeptFeed
from reader.model.errors import ParseError
from reader.model.parsed import ParsedArticle
from reader.parse.authors import authors
from reader.parse.files import distinct, enclosure
from reader.parse.identity import content_hash, identify, identities
from reader.parse.objects import listed, string, within
from reader.parse.said import LONGEST_GUID, Text, address, first_body, one_line
from reader.text.clean import clean_line
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.parse.objects import Fields

MOST_KEPT = 100_000
"""Articles of one file of starred ones."""

_MADE_UP = re.compile(r"(?:[A-Z][a-z]{2}, \d{1,2} |\d{4}-\d\d-\d\d).*")
"""Newsboat's ids for articles without one are the link and the date, as the feed wrote both."""


def carried(articles: Iterable[KeptArticle], url: str, title: str = "") -> Carried:
    """Kept articles of the feed at `url`, cleaned and identified as if it had told them."""
    kept = list(articles)
    parsed = [_parsed(each, url) for each in kept]
    named = list(zip(kept, identities(parsed), strict=True))

    def those(wanted: Callable[[KeptArticle], bool]) -> frozenset[str]:
        return frozenset(identity for each, identity in named if wanted(each))

    return Carried(
        tuple(replace(each, content_hash="") for each in identify(parsed)),
        one_line(Text(title)),
        read=those(lambda each: each.read or each.deleted),
        starred=those(lambda each: each.starred and not each.deleted),
        deleted=those(lambda each: each.deleted),
    )


def starred_feeds(body: bytes, source: str) -> tuple[KeptFeed, ...]:
    """The articles of a file in Google Reader's form, such as FreshRSS's starred.json, by feed.

    Raises:
        ParseError: it is no such file; `source` is what to call it.
    """
    try:
        document = json.loads(body, strict=False)
    except (ValueError, RecursionError) as broken:
        raise ParseError(f"{source} is broken JSON", "Export it again.") from broken
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or not all(isinstance(_origin(each), str) for each in items):
        raise ParseError(
            f"{source} is JSON, but no list of starred articles",
            "Dateline reads the form of Google Reader, which FreshRSS and Inoreader export.",
        )
    every = str(document.get("id", "")).endswith("/starred")
    feeds: dict[str, list[KeptArticle]] = defaultdict(list)
    titles: dict[str, str] = {}
    for each in islice(items, MOST_KEPT):
        if url := _origin(each):
            feeds[url].append(_item(each, starred=every))
            titles.setdefault(url, string(within(each, "origin"), "title"))
    return tuple(KeptFeed(url, titles[url], tuple(found)) for url, found in feeds.items())


def _parsed(kept: KeptArticle, url: str) -> ParsedArticle:
    body = first_body([Text(kept.html, "either", kept.url or url)])
    page = address(url, kept.url)
    title = one_line(Text(kept.title))
    return ParsedArticle(
        guid=_own_id(kept),
        url=page,
        title=title,
        authors=authors([kept.author]),
        published_at=kept.published_at,
        html=body.html,
        summary=body.summary,
        enclosures=distinct([enclosure(url, kept.enclosure_url, kept.enclosure_type)]),
        content_hash=content_hash(title, body.text),
    )


def _own_id(kept: KeptArticle) -> str:
    guid = clean_line(kept.guid)[:LONGEST_GUID]
    if not kept.url or guid == kept.url:
        return guid
    for written in (kept.url, re.sub(r"^\w+://[^/]*", "", kept.url)):
        if written and guid.startswith(written) and _MADE_UP.fullmatch(guid[len(written) :]):
            return ""
    return guid


def _item(item: Fields, *, starred: bool) -> KeptArticle:
    labels = [each for each in listed(item, "categories") if isinstance(each, str)]
    content = within(item, "content") or within(item, "summary")
    files = listed(item, "enclosure")
    file = files[0] if files and isinstance(files[0], dict) else {}
    return KeptArticle(
        guid=string(item, "guid"),  # FreshRSS gives the feed's own; what is in `id` is the reader's
        url=_href(item, "canonical") or _href(item, "alternate"),
        title=string(item, "title"),
        author=string(item, "author"),
        html=string(content, "content"),
        published_at=_moment(item.get("published")),
        enclosure_url=string(file, "href"),
        enclosure_type=string(file, "type"),
        read=any(each.endswith("/state/com.google/read") for each in labels),
        starred=starred or any(each.endswith("/state/com.google/starred") for each in labels),
    )


def _origin(item: object) -> str | None:
    """The address of the feed an item is from, empty if it is none; None if it is no item."""
    if not isinstance(item, dict):
        return None
    origin = within(item, "origin")
    told = string(origin, "feedUrl") or string(origin, "streamId").removeprefix("feed/")
    page = string(origin, "htmlUrl")
    return next((resolve("", each) for each in (told, page) if is_web(each)), "")


def _href(item: Fields, key: str) -> str:
    links = [each for each in listed(item, key) if isinstance(each, dict)]
    return string(links[0], "href") if links else ""


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float) or not 0 < seconds < 4e9:
        return None
    return datetime.fromtimestamp(seconds, UTC)

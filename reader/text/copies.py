"""Whether two articles of different feeds are the same one; rather not than wrongly.

Folding takes a line away, so the rules ask for proof twice: one thing that finds the other (its
address, an id that is the world's, its headline), and a text that adds nothing of its own. A link
blog that writes about a page shares its address and often its headline; a weekly column shares its
headline with every week before; neither shares the words.
"""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from reader.text.norm import letters
from reader.text.url import host

if TYPE_CHECKING:
    from collections.abc import Set
    from datetime import datetime

DAYS_APART = 3
"""Between two copies that only headline and text connect."""
HOURS_APART = 20
"""From which two articles of one feed, address and headline may be two days of a column."""

_GLOBAL = re.compile(r"(?:https?://|tag:|urn:)\S{8,}", re.IGNORECASE)
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_EDITION = re.compile(r"(https?://[^#\s]+)#(\d{1,4})", re.IGNORECASE)
_LEAST_TITLE, _LEAST_DENSE = 12, 8
"""Letters of a headline that few others have by chance; fewer where each is a word."""
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|\d+")
_BOILERPLATE = re.compile(
    r"article|comments?|url|points|link|via|submitted|by|read|more|continue|reading|source|u|the"
)
LONGEST = 200_000
"""Characters of a text that are compared."""
_SHINGLE = 4
"""Words in a row: two texts that share most of these share sentences (Broder 1997)."""
_TRIVIAL = 5
"""Own words up to which a text is none, such as a link to the comments."""
_LONG = 25
_NEAR, _RELATED = 0.8, 0.4
"""Share of the shorter text's shingles that the other has: its copy; a version of it."""
_PROOF = 12
"""Shingles below which a share proves nothing."""


class Print(NamedTuple):
    """What is compared of an article."""

    url_key: str
    guid: str
    title: str
    html: str
    at: datetime | None
    """When it was published, or else first seen."""
    home: bool
    """Its feed is of the site that the article's address is on."""


def clues(url_key: str, guid: str, title: str) -> tuple[int, ...]:
    """Numbers of 64 bits, any of which two copies share; the store finds articles by them."""
    told = [f"u {url_key}"] if url_key else []
    # As a rule an id is the address.
    name = "" if guid == url_key else _world_id(guid)
    if name and name != _SCHEME.sub("", url_key):
        told.append(f"g {name}")
    form = letters(title)
    if len(form) >= _LEAST_TITLE or (len(form) >= _LEAST_DENSE and _DENSE.search(form)):
        told.append(f"t {form}")
    return tuple([_clue(each) for each in told])


def _clue(told: str) -> int:
    digest = hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def at_home(url: str, *feed_urls: str) -> bool:
    """Whether an article's address is on the site of its feed, whatever the subdomain."""
    name = _site(host(url))
    return bool(name) and any(
        name == site or name.endswith(f".{site}") or site.endswith(f".{name}")
        for site in (_site(host(each)) for each in feed_urls)
        if site
    )


def is_copy(one: Print, other: Print) -> bool:
    """Whether two articles of different feeds are one."""
    same_url = bool(one.url_key) and one.url_key == other.url_key
    same_guid = bool(_world_id(one.guid)) and _world_id(one.guid) == _world_id(other.guid)
    same_title = bool(letters(one.title)) and letters(one.title) == letters(other.title)
    ones, others = own_words(one.html), own_words(other.html)
    share = shared(ones, others)
    if same_url or same_guid:
        if not (same_title or (same_guid and same_url) or (share is not None and share >= _NEAR)):
            return False
        return _adds_nothing(one, other, ones, others, share)
    close = one.at and other.at and abs((one.at - other.at).days) < DAYS_APART
    long = min(_size(ones), _size(others)) >= _LONG
    near = share is not None and share >= _NEAR
    return bool(same_title and close and long and near and _numbers_agree(ones, others))


class Wording(NamedTuple):
    """What tells an article of a moment from the others: comparing two costs microseconds."""

    title: str
    shingles: frozenset[tuple[str, ...]]


def wording(title: str, html: str) -> Wording:
    """The headline and the runs of words of an article."""
    return Wording(letters(title), frozenset(_shingles(own_words(html))))


def is_renamed(one: Wording, other: Wording) -> bool:
    """Whether two articles of one feed and moment are one with another id, address or headline."""
    share = _share(one.shingles, other.shingles)
    if share is None:
        return bool(one.title) and one.title == other.title
    return share >= _NEAR


def is_another_issue(one: Wording, other: Wording) -> bool:
    """Whether two articles of one headline, and of different days, say different things.

    Bulletins and letters link to the page they are listed on. A short text proves nothing, and
    then rather two lines than one that is never seen.
    """
    share = _share(one.shingles, other.shingles)
    return share is None or share < _RELATED


def is_next_edition(guid: str, before: str) -> bool:
    """Whether two ids name one page and number its edits, as the BBC's do (`...#0`, `...#1`)."""
    now, then = _EDITION.fullmatch(guid), _EDITION.fullmatch(before)
    return bool(now and then and now[1] == then[1] and int(now[2]) > int(then[2]))


def _adds_nothing(
    one: Print, other: Print, ones: list[str], others: list[str], share: float | None
) -> bool:
    """Whether neither of two texts on one page has words of its own that folding would hide."""
    if share is not None and share >= _NEAR:
        return True
    if one.home and other.home:  # two feeds of the site itself, one of them perhaps edited since
        return share is None or share >= _RELATED
    short, long = sorted(((_size(ones), one.home), (_size(others), other.home)))
    if short[0] > _TRIVIAL and not short[1]:
        return False
    return long[0] <= _TRIVIAL or long[1]


def own_words(html: str) -> list[str]:
    """The words of a text, those left out that every list of links has."""
    text = _ADDRESS.sub(" ", unescape(_TAG.sub(" ", html[:LONGEST]))).casefold()
    return [word for word in _WORD.findall(text) if not _BOILERPLATE.fullmatch(word)]


def _size(words: list[str]) -> int:
    """Words, those left out that only count something."""
    return sum(not word.isdigit() for word in words)


def shared(one: list[str], other: list[str]) -> float | None:
    """How much of the shorter text the other has; None where it is too short to tell."""
    return _share(_shingles(one), _shingles(other))


def _share(one: Set[tuple[str, ...]], other: Set[tuple[str, ...]]) -> float | None:
    if min(len(one), len(other)) < _PROOF:
        return None
    return len(one & other) / min(len(one), len(other))


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _numbers_agree(one: list[str], other: list[str]) -> bool:
    """Whether the shorter text has no number that the other lacks: forms are filled in daily."""
    short, long = sorted((one, other), key=len)
    return {word for word in short if word.isdigit()} <= set(long)


def _world_id(guid: str) -> str:
    """An id that no two articles of the world share; empty if it is the feed's alone."""
    return _SCHEME.sub("", guid).rstrip("/") if _GLOBAL.fullmatch(guid) else ""


def _site(name: str) -> str:
    return name.removeprefix("www.").removeprefix("feeds.").removeprefix("rss.")

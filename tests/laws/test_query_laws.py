"""What SQL answers to a query is what plain Python finds in the same articles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.article import Enclosure
from reader.model.parsed import ParsedArticle
from reader.store import articles, feeds, functions, lists, windows
from reader.store.schema import SCHEMA, run
from reader.text.search import parse_query
from reader.text.words import says, sought, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def contains(word: str, text: str) -> bool:
    """Whether something stands in a text as it is written, its case apart."""
    return word.casefold() in text.casefold()


def stands(word: str, text: str, *, written: bool = True) -> bool:
    """Whether a word or a phrase stands in a text.

    What has neither a letter nor a digit is looked for as it is written, and not in long texts.
    """
    if wanted := sought(word):
        return says(words_of(text), wanted)
    return written and contains(word, text)


@dataclass(frozen=True)
class Told:
    """An article with all that a query can ask of it."""

    title: str
    authors: tuple[str, ...]
    text: str
    url: str
    language: str
    feed: int
    hours: int
    revised: bool
    """An older text of it is kept."""
    changed: bool
    """What changed was worth telling."""
    enclosure: bool
    picture: bool
    read: bool
    starred: bool
    saved: bool
    muted: bool


@dataclass(frozen=True)
class Place:
    """A feed."""

    own_title: str
    title: str
    folder: str
    language: str
    subscribed: bool


World = tuple[tuple[Place, ...], tuple[Told, ...]]


class Query(NamedTuple):
    text: str
    holds: Callable[[Told, Place], bool]
    keeps: bool = False
    """Whether it asks for what stands in no list."""
    alone: bool = False
    """Whether it is one term, and needs no parentheses."""


WORDS = [
    "dam",
    "Dam",
    "DAM's",
    "straße",
    "STRASSE",
    "ferry late",
    "%",
    "_",
    "\\",
    "İl",
    "港町",
    "e",
]
words = st.sampled_from([*WORDS, "[", ","])
names = st.sampled_from(["Ann Bell", "Bo, Jr", "Élodie", "back\\slash", 'the "Quote"', "港町"])
titles = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)

places = st.builds(
    Place,
    own_title=st.sampled_from(["", "Mine", "dam news"]),
    title=st.sampled_from(["", "Wire", "Straße Post"]),
    folder=st.sampled_from(["", "World", "world", "Ferry"]),
    language=st.sampled_from(["", "en", "de-AT"]),
    subscribed=st.sampled_from([True, True, True, False]),
)


def told(feed: int) -> st.SearchStrategy[Told]:
    return st.builds(
        Told,
        title=titles,
        authors=st.lists(names, max_size=2).map(tuple),
        text=titles,
        url=st.sampled_from(["", "https://dam.example/a", "https://example.org/Ferry"]),
        language=st.sampled_from(["", "en", "en-GB", "de_AT", "eng"]),
        feed=st.integers(0, feed - 1),
        hours=st.integers(0, 60),
        revised=st.booleans(),
        changed=st.booleans(),
        enclosure=st.booleans(),
        picture=st.booleans(),
        read=st.booleans(),
        starred=st.booleans(),
        saved=st.booleans(),
        muted=st.booleans(),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    some = draw(st.lists(places, min_size=1, max_size=3))
    return tuple(some), tuple(draw(st.lists(told(len(some)), max_size=6)))


def quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def text_terms(word: str) -> list[Query]:
    said = quoted(word)

    def anywhere(x: Told, _: Place) -> bool:
        told = any(stands(word, part) for part in (x.title, *x.authors))
        return told or stands(word, x.text, written=False)

    return [
        Query(said, anywhere),
        Query(f"title:{said}", lambda x, _: stands(word, x.title)),
        Query(f"author:{said}", lambda x, _: any(stands(word, name) for name in x.authors)),
        Query(f"url:{said}", lambda x, _: contains(word, x.url)),
        Query(f"FEED:{said}", lambda _, p: contains(word, shown(p))),
        Query(f"folder:{said}", lambda _, p: p.subscribed and contains(word, p.folder)),
    ]


def shown(place: Place) -> str:
    own = place.own_title if place.subscribed else ""
    return own or place.title or "https://feed.example/"


def in_language(wanted: str) -> Query:
    def holds(x: Told, p: Place) -> bool:
        tag = (x.language or p.language).lower().replace("_", "-")
        return tag == wanted or tag.startswith(wanted + "-")

    return Query(f"lang:{wanted}", holds)


FLAGS = [
    Query("is:unread", lambda x, _: not is_read(x)),
    Query("is:read", lambda x, _: is_read(x)),
    Query("is:starred", lambda x, _: x.starred, keeps=True),
    Query("is:saved", lambda x, _: x.saved, keeps=True),
    Query("is:muted", lambda x, p: x.muted and p.subscribed, keeps=True),
    Query("is:updated", lambda x, _: x.changed),
    Query("is:followed", lambda _x, _p: False),
    Query("has:revision", lambda x, _: x.revised),
    Query("has:enclosure", lambda x, _: x.enclosure),
    Query("has:picture", lambda x, _: x.picture),
    in_language("en"),
    in_language("de"),
    in_language("de-at"),
    Query("newer:1d", lambda x, _: x.hours <= 24),
    Query("older:12h", lambda x, _: x.hours > 12),
    Query("newer:2026-11-02", lambda x, _: x.hours <= 36),
    Query("older:2026-11", lambda x, _: x.hours > 60),
]


def is_read(x: Told) -> bool:
    return x.read or x.muted


terms = st.one_of(st.sampled_from(FLAGS), words.map(text_terms).flatmap(st.sampled_from)).map(
    lambda each: each._replace(alone=True)
)


def grouped(each: Query) -> str:
    return each.text if each.alone else f"({each.text})"


def negated(each: Query) -> Query:
    return Query(f"-{grouped(each)}", lambda x, p: not each.holds(x, p), alone=True)


def together(some: list[Query]) -> Query:
    text = "  ".join(grouped(each) for each in some)
    return Query(text, lambda x, p: all(q.holds(x, p) for q in some), any(q.keeps for q in some))


def either(some: list[Query]) -> Query:
    # `or` binds weaker than standing side by side, so what stands together needs no parentheses.
    text = " or ".join(each.text for each in some)
    return Query(text, lambda x, p: any(q.holds(x, p) for q in some))


queries = st.recursive(
    terms,
    lambda inner: st.one_of(
        inner.map(lambda q: q if q.text.startswith("-") else negated(q)),
        st.lists(inner, min_size=2, max_size=3).map(together),
        st.lists(inner, min_size=2, max_size=3).map(either),
    ),
    max_leaves=6,
)


def stored(db: sqlite3.Connection, world: World) -> None:
    some, every = world
    for number, place in enumerate(some, 1):
        url = f"https://feed.example/{number if place.title or place.own_title else ''}"
        made = feeds.add(db, url, "feed", place.own_title, place.folder, NOW)
        db.execute(
            "update feed set title = ?, language = ? where id = ?",
            (place.title, place.language, made.feed_id),
        )
    for number, each in enumerate(every, 1):
        parsed = ParsedArticle(
            identity=str(number),
            title=f"{each.title} {number}",  # or some would be one: no query has a digit
            authors=each.authors,
            url=each.url,
            html=f"<p>{escape(each.text)}</p>" + ("<img src='https://a.example'>" * each.picture),
            enclosures=(Enclosure("https://example.org/a.mp3"),) * each.enclosure,
            language=each.language,
            published_at=NOW - timedelta(hours=each.hours, seconds=-number),
            content_hash=str(number),
        )
        articles.merge(db, each.feed + 1, [parsed], NOW)
        values = (1 + each.revised, is_read(each) or None, each.starred or None, each.saved or None)
        db.execute(
            "update article set revisions = ?, read_at = ?, starred_at = ?, saved_at = ?, "
            "muted_at = ?, listed = ?, changed_at = ? where id = ?",
            (*values, each.muted or None, not each.muted, each.changed or None, number),
        )
    for number, place in enumerate(some, 1):
        if not place.subscribed:
            feeds.remove(db, [number], NOW)


def found(world: World, query: Query) -> list[int]:
    """What a person would find who goes through all the articles."""
    some, every = world
    hits = [
        (-each.hours, number)
        for number, each in enumerate(every, 1)
        if query.holds(each, some[each.feed])
        and (query.keeps or (some[each.feed].subscribed and not each.muted))
    ]
    return [number for _, number in sorted(hits, reverse=True)]


def one_feed_at_an_address(world: World) -> bool:
    bare = [place for place in world[0] if not (place.title or place.own_title)]
    return len(bare) < 2


@settings(max_examples=300, deadline=None)
@given(worlds().filter(one_feed_at_an_address), queries)
def test_sql_and_plain_python_find_the_same_articles(world: World, query: Query) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        run(db, SCHEMA)
        functions.register(db)
        stored(db, world)
        asked = parse_query(query.text, NOW)
        assert list(windows.ids(db, asked)) == found(world, query)
        assert lists.count(db, asked) == len(found(world, query))

"""Laws of copies: whatever feeds say and a person does, an article is one line with one state."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.model.query import EVERYTHING, UNREAD, ArticleQuery, InFeed, InFolder
from reader.store import articles, feeds, functions, history, lists, marks, rules, upkeep, windows
from reader.store.counts import counts
from reader.store.schema import SCHEMA, run
from tests.build import NOON
from tests.store.test_copies import OTHER, TEXT, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model.parsed import ParsedArticle

FEEDS = ("wire", "post", "sea")


def told(feed: str, number: int, form: str) -> ParsedArticle:
    """One of a few articles, as a feed tells it: its own words are never anybody else's."""
    page = f"https://wire.example/{number}"
    title = f"Engineers open dam number {number}"
    at = NOON - timedelta(hours=number)
    text = TEXT.replace("Corvin", f"Corvin {number}")
    match form:
        case "own":
            return story(guid=f"{feed}-{number}", url=page, title=title, html=text, published_at=at)
        case "moved":
            url = f"http://wire.example/{number}/?utm_source={feed}"
            return story(guid=url, url=url, title=title, html=text, published_at=at)
        case "agency":
            url = f"https://{feed}.example/agency/{number}"
            return story(guid=url, url=url, title=title, html=text, published_at=at)
    url = f"https://{feed}.example/column/{number}"
    return story(guid=url, url=url, title="The week in pictures", html=OTHER, published_at=at)


FORMS = st.sampled_from(["own", "moved", "agency", "column"])
DEEDS = ("read", "unread", "star", "all", "drop", "mute", "hear", "undo", "redo")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "say", *DEEDS, "undo", "undo"]),
        st.sampled_from(FEEDS),
        st.lists(st.tuples(st.integers(1, 3), FORMS), min_size=1, max_size=4, unique=True),
    ),
    max_size=12,
)


def store() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("pragma foreign_keys = on")
    functions.register(db)
    run(db, SCHEMA)
    return db


def subscribed(db: sqlite3.Connection, feed: str) -> int:
    folder = "" if feed == "sea" else "World"
    return feeds.add(db, f"https://{feed}.example/feed", "feed", feed, folder, NOON).feed_id


def act(db: sqlite3.Connection, what: str, feed: str, said: list[tuple[int, str]]) -> None:
    if what == "say":
        parsed = {one.identity: one for one in (told(feed, *each) for each in said)}
        merged = articles.merge(db, subscribed(db, feed), list(parsed.values()), NOON)
        rules.apply(db, merged.change.arrivals, NOON)
        return
    ids = [row["id"] for row in db.execute("select id from article")]
    chosen = [ids[number % len(ids)] for number, _ in said] if ids else []
    mute = f"feed:{feed} -title:{said[0][0]}"
    deeds: dict[str, Callable[[], object]] = {
        "read": lambda: marks.set_read(db, chosen, True, NOON),
        "unread": lambda: marks.set_read(db, chosen, False, NOON),
        "star": lambda: marks.set_starred(db, chosen, True, NOON),
        "all": lambda: marks.set_all_read(db, EVERYTHING, None, NOON),
        "drop": lambda: feeds.remove(db, [subscribed(db, feed)], NOON),
        "mute": lambda: rules.add(db, "mute", mute, None, NOON, also_unread=True),
        "hear": lambda: [rules.take_back(db, each.id, NOON) for each in rules.rules(db)],
        "undo": lambda: history.undo(db),
        "redo": lambda: history.redo(db),
    }
    deeds[what]()


def groups(db: sqlite3.Connection, where: str = "listed = 1") -> int:
    sql = f"select count(distinct coalesce(copy_of, id)) from article where {where}"
    return int(db.execute(sql).fetchone()[0])


@settings(max_examples=150, deadline=None)
@given(ACTS)
def test_whatever_happens_lists_and_counts_agree_and_copies_have_one_state(acts) -> None:
    db = store()
    for each in acts:
        act(db, *each)
    assert upkeep.problems(db) == ()
    assert len(windows.ids(db, EVERYTHING)) == groups(db)
    shown = counts(db, NOON - timedelta(days=9))
    unread = groups(db, "listed = 1 and read_at is null")
    assert len(windows.ids(db, UNREAD)) == shown.unread == shown.today == unread
    assert shown.total == windows.total_of(db, EVERYTHING) == groups(db)
    world = [each for each in feeds.subscriptions(db) if each.folder]
    twice = dict(shown.twice).get("World", 0)
    within = ArticleQuery(InFolder("World"))
    for condition, number in (
        (within, groups(db, "listed = 1 and feed_id in (select feed_id from subscription "
                            "where folder_id is not null)")),
        (within.narrowed(UNREAD.where), sum(each.unread for each in world) - twice),
    ):  # fmt: skip
        assert len(windows.ids(db, condition)) == windows.total_of(db, condition) == number
    for each in feeds.subscriptions(db):
        assert len(windows.ids(db, ArticleQuery(InFeed(each.id)))) == each.total


@settings(max_examples=100, deadline=None)
@given(ACTS, st.sampled_from(FEEDS), st.lists(st.tuples(st.integers(1, 3), FORMS), max_size=6))
@example([("say", "wire", [(2, "agency")])], "wire", [(2, "own"), (2, "moved")])
def test_saying_the_same_again_changes_nothing(acts, feed, said) -> None:
    db = store()
    for each in acts:
        act(db, *each)
    parsed = list({one.identity: one for one in (told(feed, *each) for each in said)}.values())
    feed_id = subscribed(db, feed)
    articles.merge(db, feed_id, parsed, NOON)
    before = db.execute("select id, read_at, starred_at, copy_of from article").fetchall()
    again = articles.merge(db, feed_id, parsed, NOON)
    assert (again.new, again.changed) == (0, 0)
    after = db.execute("select id, read_at, starred_at, copy_of from article").fetchall()
    assert list(map(tuple, before)) == list(map(tuple, after))


@settings(max_examples=100, deadline=None)
@given(st.permutations([(1, "own"), (2, "own"), (3, "own"), (1, "column"), (2, "column")]))
def test_the_order_within_a_document_does_not_change_what_is_unread(said) -> None:
    db = store()
    articles.merge(db, subscribed(db, "post"), [told("post", 1, "agency")], NOON)
    marks.set_all_read(db, EVERYTHING, None, NOON)
    parsed = [told("wire", *each) for each in said]
    articles.merge(db, subscribed(db, "wire"), parsed, NOON)
    rows = lists.rows(db, windows.ids(db, UNREAD))
    assert sorted((each.title, each.url) for each in rows) == [
        ("Engineers open dam number 2", "https://wire.example/2"),
        ("Engineers open dam number 3", "https://wire.example/3"),
        ("The week in pictures", "https://wire.example/column/1"),
        ("The week in pictures", "https://wire.example/column/2"),
    ]

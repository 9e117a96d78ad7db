"""What could be undone in the first version can be undone in this one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from reader.store import functions, history
from reader.store.steps import s001_begin, s002_scale, s003_copies, s004_personal

_WORLD = """
insert into folder (id, name) values (1, 'World'), (2, 'Home');
insert into feed (id, url, kind, title) values (1, 'https://one/', 'feed', 'One');
insert into feed (id, url, kind, title) values (2, 'https://two/', 'feed', 'Two');
insert into subscription (feed_id, own_title, folder_id, added_at) values (1, 'Third', 2, 5);
insert into article (id, feed_id, identity, first_seen_at, sort_at, read_at, starred_at, listed)
values (1, 1, 'a', 0, 0, 30, null, 1), (2, 1, 'b', 0, 0, 30, null, 1), (3, 1, 'c', 0, 0, 10, 40, 1),
       (4, 2, 'd', 0, 0, null, null, 0);
"""

_DEEDS = [
    (1, 30, "marked 2 articles read", ""),
    (2, 40, "starred 1 article", ""),
    (3, 50, "renamed First", {"feed_id": 1, "own_title": "First", "folder": "World"}),
    (4, 60, "renamed Second", {"feed_id": 1, "own_title": "Second", "folder": "World"}),
    (5, 70, "unsubscribed from Two", {"feed_id": 2, "own_title": "", "folder": "World"}),
]


def test_old_changes_are_undone_and_done_again() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        s001_begin.step(db)
        db.executescript(_WORLD)
        for number, at, what, noted in _DEEDS:
            text = json.dumps(noted) if noted else ""
            db.execute("insert into undo values (?, ?, ?, ?)", (number, at, what, text))
        db.execute("insert into undo_article values (1, 1, null, null), (1, 2, null, null)")
        db.execute("insert into undo_article values (2, 3, 10, null)")
        s002_scale.step(db)
        s003_copies.step(db)
        s004_personal.step(db)
        functions.register(db)

        def state() -> list[tuple[object, ...]]:
            sql = "select feed_id, own_title, folder_id from subscription order by feed_id"
            marks = "select id, read_at, starred_at, listed from article order by id"
            return [tuple(row) for each in (sql, marks) for row in db.execute(each)]

        end = state()
        words = []
        while undone := history.undo(db):
            words.append(undone.what)
        assert words == [what for _, _, what, _ in reversed(_DEEDS)]
        folder = db.execute("select id from folder where name = 'World'").fetchone()["id"]
        assert state() == [
            (1, "First", folder),
            (2, "", folder),
            (1, None, None, 1),
            (2, None, None, 1),
            (3, 10, None, 1),
            (4, None, None, 1),
        ]
        while history.redo(db):
            pass
        names = [(feed, title) for feed, title, _ in end[:1]]
        assert [(row[0], row[1]) for row in state()[:1]] == names
        assert state()[1:] == end[1:]


_NOTED = [
    ("moved 2 feeds", [{"folder": "World"}, {"feed_id": 2, "own_title": "", "folder": "World"}]),
    ("gave the old address back to Third", [{"url": "https://new/", "moved_from": "https://one/"}]),
    ("paused Third", [{"settings": "{}"}]),
]
"""Newest last; what is not said is as it stands."""

_STANDS = {
    "feed_id": 1,
    "own_title": "Third",
    "folder": "Home",
    "settings": '{"paused": true}',
    "url": "https://one/",
    "moved_from": "",
}


def test_old_changes_of_several_feeds_of_settings_and_addresses_are_undone() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        s001_begin.step(db)
        db.executescript(_WORLD)
        db.execute("update feed set settings = '{\"paused\": true}' where id = 1")
        db.execute("insert into subscription values (2, '', 2, 5)")
        then = dict(_STANDS)
        noted = []
        for what, some in reversed(_NOTED):
            then |= some[0]
            noted.append((what, json.dumps([then | each for each in some])))
        for number, (what, text) in enumerate(reversed(noted), 1):
            db.execute("insert into undo values (?, 5, ?, ?)", (number, what, text))
        s002_scale.step(db)
        s003_copies.step(db)
        s004_personal.step(db)
        functions.register(db)

        def state() -> list[tuple[object, ...]]:
            sql = (
                "select url, moved_from, settings, folder.name from subscription "
                "join feed on feed.id = feed_id join folder on folder.id = folder_id "
                "order by feed.id"
            )
            return [tuple(row) for row in db.execute(sql)]

        two = ("https://two/", "", "{}", "Home")
        states = [state()]
        while undone := history.undo(db):
            states.append(state())
            assert undone.change.feeds
        assert states == [
            [("https://one/", "", '{"paused": true}', "Home"), two],
            [("https://one/", "", "{}", "Home"), two],
            [("https://new/", "https://one/", "{}", "Home"), two],
            [("https://new/", "https://one/", "{}", "World"), (*two[:3], "World")],
        ]
        while history.redo(db):
            pass
        assert state() == states[0]

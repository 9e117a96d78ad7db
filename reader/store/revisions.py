"""An article that a document tells differently: noise, a minor change, or news."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from reader.model.article import Revision
from reader.model.errors import NotFound
from reader.store.db import moment
from reader.text.habits import Document, Habits, Revised, news
from reader.text.html import stored_blocks
from reader.text.judge import Verdict, judge, judge_title
from reader.text.passages import passages, turns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.text.passages import Turn

COMPARED = 500_000
"""Characters of safe HTML of one version; of a longer text only the headline is judged."""
COMPARED_TOGETHER = 4_000_000
"""The same for all that a document changed: the writing lane has others to serve."""

_BEFORE = "select title, html from article join article_body on article_id = id where id = ?"

_WAS_TOLD_BEFORE = """
select 1 from revision where article_id = :id and content_hash = :content_hash limit 1
"""

_REVISIONS = """
select number, title, html, seen_at from revision where article_id = :id
union all
select revisions, title, html, null from article join article_body on article_id = id
where id = :id
order by number
"""


Values = dict[str, object]
"""An article as it is to be stored, its id among them."""


def verdicts(
    db: sqlite3.Connection,
    feed_id: int,
    rewrites: Sequence[Values],
    texts: Sequence[str],
    known: int,
) -> list[Verdict]:
    """What kind of change each is; the feed's habits are learned on the way.

    `texts` are the HTML of all articles of the document, `known` of which were there before. A
    version that was told before, as from a server that cannot decide, is minor.
    """
    if not rewrites:
        return []
    kept = db.execute("select habits from feed where id = ?", (feed_id,)).fetchone()["habits"]
    room = COMPARED_TOGETHER
    revised: list[Revised] = []
    titles: list[Verdict] = []
    for each in rewrites:
        before = db.execute(_BEFORE, (each["id"],)).fetchone()
        html = str(each["html"])
        size = len(before["html"]) + len(html)
        room -= size
        compared = size <= 2 * COMPARED and room >= 0
        revised.append(_revised(each, before, html) if compared else _unread(each, before))
        titles.append(judge_title(before["title"], str(each["title"])))
    told, habits = news(revised, Document(known, tuple(texts)), Habits.read(kept))
    if (written := habits.written()) != kept:
        db.execute("update feed set habits = ? where id = ?", (written, feed_id))
    return [
        _once(db, each, reduce(Verdict.__or__, map(_verdict, those), title))
        for each, title, those in zip(rewrites, titles, told, strict=True)
    ]


def revisions(db: sqlite3.Connection, article_id: int) -> tuple[Revision, ...]:
    """Every version of an article, the oldest first.

    Raises:
        NotFound: there is no such article.
    """
    rows = db.execute(_REVISIONS, {"id": article_id}).fetchall()
    if not rows:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    return tuple(
        Revision(number, row["title"], row["html"], moment(row["seen_at"]))
        for number, row in enumerate(rows, 1)
    )


def _revised(each: Values, before: sqlite3.Row, html: str) -> Revised:
    old = passages(stored_blocks(before["html"]))
    found = turns(old, passages(stored_blocks(html)))
    return Revised(int(str(each["id"])), str(each["title"]), old, found)


def _unread(each: Values, before: sqlite3.Row) -> Revised:
    return Revised(int(str(each["id"])), before["title"], (), ())


def _verdict(turn: Turn) -> Verdict:
    return judge(turn.old.text if turn.old else "", turn.new.text if turn.new else "")


def _once(db: sqlite3.Connection, each: Values, verdict: Verdict) -> Verdict:
    """The verdict; of a version that was told before it is minor."""
    told = verdict.kind == "material" and db.execute(_WAS_TOLD_BEFORE, each).fetchone()
    return Verdict("minor", verdict.what) if told else verdict

"""An article that a document tells differently: noise, a minor change, or news."""

from __future__ import annotations

import json
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, cast

from reader.model.article import Revision
from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.store import packing, pages, texts
from reader.store.db import moment
from reader.store.texts import Text
from reader.text.habits import Habits, Revised, news
from reader.text.html import stored_blocks
from reader.text.judge import Verdict, judge, judge_title
from reader.text.passages import passages, turns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.text.habits import Document
    from reader.text.passages import Turn

COMPARED = 500_000
"""Characters of safe HTML of one version; a longer text is minor, whatever its words."""
COMPARED_TOGETHER = 4_000_000
"""The same for all that a document changed: the writing lane has others to serve."""

_WAS_TOLD_BEFORE = """
select 1 from revision where article_id = :id and content_hash = :content_hash limit 1
"""

_KEEP_REVISION = """
insert into revision (article_id, number, seen_at, title, content_hash, dictionary, packed)
select id, revisions, :now, title, content_hash, dictionary, packed
from article join (
    select article_id, dictionary, packed from text where article_id = :id
    union all
    select article_id, dictionary, packed from fresh_text where article_id = :id
) on article_id = id
where id = :id and purged_at is null and not exists (
    select 1 from revision where article_id = id and revision.content_hash = article.content_hash
)
"""

_REWRITE = """
update article set identity = :identity, guid = :guid, url = :url, url_key = :url_key,
    title = :title, authors = :authors, published_at = :published_at,
    updated_at = coalesce(:updated_at, :now), language = :language,
    content_hash = :content_hash, has_enclosure = :has_enclosure, has_picture = :has_picture,
    purged_at = null,
    revisions = 1 + (select count(*) from revision where article_id = :id),
    changed_at = iif(:told <> '', :now, changed_at), change = iif(:told <> '', :told, change),
    change_seen = iif(:told <> '', 0, change_seen), text_sum = :text_sum
where id = :id
"""

_MEND = """
update article set has_enclosure = :has_enclosure, has_picture = :has_picture, text_sum = :text_sum
where id = :id
"""

_ADOPT = """
update article set identity = :identity, guid = :guid, url = :url, url_key = :url_key,
    title = :title, authors = :authors, published_at = :published_at, updated_at = :updated_at,
    language = :language, content_hash = :content_hash, has_enclosure = :has_enclosure,
    has_picture = :has_picture, text_sum = :text_sum
where id = :id
"""

_GONE = """
select id from article where id in (select value from json_each(?)) and purged_at is not null
"""

_SEE = """
update article set change_seen = 1 where id = ? and changed_at is not null and change_seen = 0
"""

_REVISIONS = """
select number, title, seen_at, dictionary, packed from revision where article_id = :id
order by number
"""


BY_PAGE = "page "
"""How the hash of a version begins that its page gave, and not its feed."""

_BY_PAGE = f"""
select coalesce((select content_hash like '{BY_PAGE}%' from revision
                 where article_id = ? order by number desc limit 1), 0)
"""

_RENAMED = f"""
select title from article where id = :id and exists (
    select 1 from revision
    where article_id = :id and content_hash like '{BY_PAGE}%' and revision.title = :title)
"""

_UNSEEN = Verdict("minor")
"""Of a text too long to be compared, or in whose place nothing is kept: see `store.retention`."""


class Version(NamedTuple):
    """An article as it is to be stored: its row, the id in it, and its text."""

    values: dict[str, object]
    text: Text

    @property
    def id(self) -> int:
        return cast("int", self.values["id"])

    @property
    def title(self) -> str:
        return cast("str", self.values["title"])


def rewrite(
    db: sqlite3.Connection, feed_id: int, edited: Sequence[Version], document: Document
) -> tuple[set[int], set[int]]:
    """Put texts in place of those before; who changed materially, and who otherwise.

    What the page only turned round is not written: the next document turns it again.
    """
    told: set[int] = set()
    others: set[int] = set()
    for each, verdict in zip(edited, verdicts(db, feed_id, edited, document), strict=True):
        if verdict.kind == "none":
            continue
        material = verdict.kind == "material"
        values = each.values | {"told": " ".join(verdict.what) if material else ""}
        packing.unpack(db, [each.id])
        before = texts.find(db, each.id) or Text()
        if before.asked:  # a version is what the feed said
            texts.keep(db, [(each.id, before.as_fed())])
        db.execute(_KEEP_REVISION, values)
        db.execute(_REWRITE, values)
        texts.keep(db, [(each.id, each.text.with_page_of(pages.outdated(before)))])
        (told if material else others).add(each.id)
    return told, others


def mend(db: sqlite3.Connection, mended: Sequence[Version]) -> None:
    """Put links, pictures and enclosures in place of those before, where no word is another.

    A text that was let go stays so.
    """
    _put(db, mended, _MEND)


def adopt(db: sqlite3.Connection, brought: Sequence[Version]) -> None:
    """The same for articles that another reader kept: all that the feed says takes its place."""
    _put(db, brought, _ADOPT)


def _put(db: sqlite3.Connection, mended: Sequence[Version], sql: str) -> None:
    ids = [each.id for each in mended]
    gone = {row["id"] for row in db.execute(_GONE, (json.dumps(ids),))}
    packing.unpack(db, ids)
    db.executemany(sql, [each.values for each in mended])
    befores = [texts.find(db, each.id) or Text() for each in mended]
    kept = [
        (
            each.id,
            each.text._replace(html="") if each.id in gone else each.text.with_page_of(before),
        )
        for each, before in zip(mended, befores, strict=True)
    ]
    texts.keep(db, kept)


def see_change(db: sqlite3.Connection, article_id: int) -> Change:
    """Remember that a person has seen how an article changed; until it changes again."""
    seen = db.execute(_SEE, (article_id,)).rowcount
    return Change(articles=frozenset({article_id})) if seen else Change()


def verdicts(
    db: sqlite3.Connection, feed_id: int, edited: Sequence[Version], document: Document
) -> list[Verdict]:
    """What kind of change each is; the feed's habits are learned on the way.

    A version that was told before, as from a server that cannot decide, is minor.
    """
    kept = db.execute("select habits from feed where id = ?", (feed_id,)).fetchone()["habits"]
    room = COMPARED_TOGETHER
    revised: list[Revised] = []
    titles: list[Verdict] = []
    for each in edited:
        sql = "select title, purged_at from article where id = ?"
        title, purged_at = db.execute(sql, (each.id,)).fetchone()
        before = (texts.find(db, each.id) or Text()).html
        size = len(before) + len(each.text.html)
        room -= size
        compared = size <= 2 * COMPARED and room >= 0 and purged_at is None
        told_by = _revised(each, before) if compared else Revised(each.id, title, (), ())
        revised.append(told_by)
        titles.append(judge_title(title, each.title) | (Verdict() if compared else _UNSEEN))
    told, habits = news(revised, document, Habits.read(kept))
    if (written := habits.written()) != kept:
        db.execute("update feed set habits = ? where id = ?", (written, feed_id))
    return [
        _once(db, each, reduce(Verdict.__or__, map(_verdict, those), title))
        for each, title, those in zip(edited, titles, told, strict=True)
    ]


def revisions(db: sqlite3.Connection, article_id: int) -> tuple[Revision, ...]:
    """Every version of an article, the oldest first: as its feed told it, or as its page did when
    it was asked again.

    Raises:
        NotFound: there is no such article.
    """
    now = db.execute("select title from article where id = ?", (article_id,)).fetchone()
    text = texts.find(db, article_id)
    if now is None or text is None:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    earlier = [
        (row["title"], texts.unpacked(db, row["dictionary"], row["packed"]), moment(row["seen_at"]))
        for row in db.execute(_REVISIONS, {"id": article_id})
    ]
    by_page = db.execute(_BY_PAGE, (article_id,)).fetchone()[0]
    latest = text.as_paged() if by_page else text.as_fed()
    return tuple(
        Revision(number, title, each.body(), seen_at)
        for number, (title, each, seen_at) in enumerate([*earlier, (now["title"], latest, None)], 1)
    )


def headline(db: sqlite3.Connection, article_id: int, told: str) -> str:
    """What to call an article that its feed calls `told`.

    Where its page has another headline by now, and the feed only goes on with the one before, the
    page's stands.
    """
    values = {"id": article_id, "title": told}
    row = db.execute(_RENAMED, values).fetchone()
    return told if row is None else str(row["title"])


def _revised(each: Version, before: str) -> Revised:
    old = passages(stored_blocks(before))
    return Revised(each.id, each.title, old, turns(old, passages(stored_blocks(each.text.html))))


def _verdict(turn: Turn) -> Verdict:
    return judge(turn.old.text if turn.old else "", turn.new.text if turn.new else "")


def _once(db: sqlite3.Connection, each: Version, verdict: Verdict) -> Verdict:
    """The verdict; of a version that was told before it is minor."""
    told = verdict.kind == "material" and db.execute(_WAS_TOLD_BEFORE, each.values).fetchone()
    return Verdict("minor", verdict.what) if told else verdict

"""What became of an article since its page was asked last."""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from reader.model.changes import Change
from reader.store import packing, pages, texts
from reader.store.db import stamp
from reader.store.memory import recall, remember
from reader.store.revisions import BY_PAGE, COMPARED
from reader.text.habits import Document, Habits, Revised, news
from reader.text.html import stored_blocks
from reader.text.judge import Verdict, judge, judge_title
from reader.text.passages import passages, turns
from reader.text.url import host

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from reader.model.article import WholeText
    from reader.text.passages import Turn

_KEEP_OLD = """
insert into revision (article_id, number, seen_at, title, content_hash, dictionary, packed)
values (:id, :number, :now, :title, :hash, :dictionary, :packed)
"""

_CHANGE = """
update article set title = :title, revisions = revisions + 1,
    changed_at = iif(:told <> '', :now, changed_at), change = iif(:told <> '', :told, change),
    change_seen = iif(:told <> '', 0, change_seen)
where id = :id
"""


_ANOTHER, _LEAST = 0.3, 4
"""Share of a page's passages, of so many at least, below which it shows something else by now."""
_SENTENCE = 40
"""Characters from which a passage is more than a label."""


class Rechecked(NamedTuple):
    """What became of an article since its page was asked last."""

    change: Change
    verdict: Verdict = Verdict()
    doubted: bool = False
    """It has next to nothing of what it had, and was not believed."""


def keep(
    db: sqlite3.Connection,
    article_id: int,
    whole: WholeText,
    title: str,
    now: datetime,
    *,
    live: bool = False,
) -> Rechecked:
    """Keep what a page says now, and the version before if that said something else.

    What a page turns by itself (counts, advertisements, what else there is to read) is no version,
    and neither is what a `live` blog was before its next post. A page that shows something else
    altogether, such as an error, a wall or another article, is believed when it does so twice.
    """
    text = texts.find(db, article_id)
    row = db.execute(
        "select article.title, revisions, url, opened.title as page_title, doubt from article "
        "left join opened on article_id = id where id = ?",
        (article_id,),
    ).fetchone()
    before = pages.whole_of(text) if text else None
    if text is None or row is None:
        return Rechecked(Change())
    if before is None or not before.html:
        return Rechecked(pages.keep(db, article_id, whole._replace(shown=False)))
    if live or len(before.html) + len(whole.html) > 2 * COMPARED:
        return Rechecked(pages.keep(db, article_id, whole._replace(shown=before.shown)))
    doubt = _doubt(before.html, whole.html)
    db.execute("update opened set doubt = ? where article_id = ?", (doubt, article_id))
    if doubt and doubt != row["doubt"]:
        change = pages.keep(db, article_id, before._replace(asked_at=now))
        return Rechecked(change, doubted=True)
    verdict = _verdict(db, article_id, row, before.html, whole.html, title)
    if verdict.kind == "none":
        return Rechecked(pages.keep(db, article_id, before._replace(asked_at=now)))
    packing.unpack(db, [article_id])
    text = texts.find(db, article_id) or text
    renamed = "headline" in verdict.what and bool(row["page_title"])
    _keep_old(db, article_id, text, row, now)
    told = " ".join(verdict.what) if verdict.kind == "material" else ""
    values = {"id": article_id, "title": title if renamed else row["title"], "told": told}
    db.execute(_CHANGE, values | {"now": stamp(now)})
    change = pages.keep(db, article_id, whole._replace(shown=before.shown))
    return Rechecked(change | Change(articles=frozenset({article_id})), verdict)


def _doubt(old: str, new: str) -> str:
    """A digest of a page that has next to nothing of what it had; empty for others."""
    before, now = _sentences(old), _sentences(new)
    if len(before) < _LEAST or len(before & now) >= _ANOTHER * len(before):
        return ""
    return hashlib.sha256("\n".join(sorted(now)).encode()).hexdigest()[:16]


def _sentences(html: str) -> set[str]:
    """The passages of a text that are no labels, no counts and no lists of links."""
    found = passages(stored_blocks(html))
    return {each.key for each in found if len(each.text) >= _SENTENCE and not each.linked}


def _keep_old(
    db: sqlite3.Connection, article_id: int, text: texts.Text, row: sqlite3.Row, now: datetime
) -> None:
    """The version before, as a text of its own: what its page gave then."""
    dictionary = texts.newest_dictionary(db)
    old = text._replace(html=text.whole, whole="", asked="")
    digest = hashlib.sha256(old.html.encode()).hexdigest()[:32]
    number = (
        1
        + db.execute(
            "select coalesce(max(number), 0) from revision where article_id = ?", (article_id,)
        ).fetchone()[0]
    )
    values = {
        "id": article_id,
        "number": number,
        "now": stamp(now),
        "title": row["title"],
        "hash": f"{BY_PAGE}{digest}",
        "dictionary": dictionary,
        "packed": texts.packed(db, dictionary, old, texts.QUICK),
    }
    db.execute(_KEEP_OLD, values)


def _verdict(
    db: sqlite3.Connection, article_id: int, row: sqlite3.Row, old: str, new: str, title: str
) -> Verdict:
    """What kind of change lies between two versions of a page; its house's habits are learned."""
    key = f"page-habits {host(row['url'])}"
    habits = Habits.read(recall(db, key))
    ones, others = passages(stored_blocks(old)), passages(stored_blocks(new))
    revised = Revised(article_id, title, ones, turns(ones, others))
    (told,), learned = news([revised], Document(1, (new,)), habits)
    if learned != habits:
        remember(db, key, learned.written())
    known = row["page_title"]
    start = judge_title(known, title) if known else Verdict()
    return reduce(Verdict.__or__, map(_judged, told), start)


def _judged(turn: Turn) -> Verdict:
    return judge(turn.old.text if turn.old else "", turn.new.text if turn.new else "")

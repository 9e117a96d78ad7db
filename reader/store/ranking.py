"""The best of what is found, and not the newest.

The index keeps no counts of words in texts (they would take more room than the texts), so the
newest matches are read and weighed, those of titles besides: a thousand of them, not all.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.query import AllOf, ArticleQuery, Words, conjuncts
from reader.model.window import Match
from reader.store import hits, texts
from reader.store.finding import match
from reader.text.ranking import Told, rarity, score
from reader.text.words import bare, snippet, sought, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

WEIGHED = 500
"""The newest matches anywhere that are weighed, and as many in titles."""
TITLE, TEXT = 5.0, 1.0
_TITLE_WORDS, _TEXT_WORDS = 9.0, 300.0
_COUNTED = 20_000


def best(db: sqlite3.Connection, query: ArticleQuery, limit: int) -> list[Match]:
    """What answers best to the words of a query, best first; nothing, if it asks for none."""
    wanted = [
        each
        for each in conjuncts(query.where)
        if isinstance(each, Words) and each.field in ("any", "title") and sought(each.text)
    ]
    newest = ArticleQuery(query.where)
    search = hits.search_of(newest)
    if search is None or not wanted:
        return []
    titled = AllOf(tuple(Words(each.text, "title") for each in wanted))
    in_titles = hits.search_of(newest.narrowed(titled))
    places = set(hits.following(db, search, WEIGHED, None))
    places |= set(hits.following(db, in_titles, WEIGHED, None)) if in_titles else set()
    words = [sought(each.text) for each in wanted]
    worth = [_worth(db, each) for each in wanted]
    weighed = [_weighed(db, place.id, words, worth) for place in sorted(places, reverse=True)]
    return sorted(weighed, key=lambda each: -each.score)[:limit]


def _worth(db: sqlite3.Connection, words: Words) -> float:
    sql = "select count(*) from (select 1 from search where search match ? limit ?)"
    having = db.execute(sql, (match(words), _COUNTED)).fetchone()[0]
    every = db.execute("select coalesce(max(id), 0) from article").fetchone()[0]
    return rarity(having, max(every, having))


def _weighed(
    db: sqlite3.Connection, article_id: int, wanted: Sequence[Sequence[str]], worth: list[float]
) -> Match:
    sql = "select title, authors from article where id = ?"
    title, names = db.execute(sql, (article_id,)).fetchone()
    text = texts.find(db, article_id) or texts.Text()
    told = bare(text.whole) or bare(text.html) or text.summary
    fields = (
        Told(words_of(title), TITLE, _TITLE_WORDS),
        Told(words_of(told), TEXT, _TEXT_WORDS),
        Told(words_of(" ".join(json.loads(names))), TEXT, _TITLE_WORDS),
    )
    return Match(article_id, score(fields, wanted, worth), snippet(told, wanted))

"""Words become SQL: first the index says where they all are, then the text whether together.

What a word is, and when a text has some, says `text.words`; a title, each author's name, the
summary and the text are looked through one by one, so that no phrase reaches from one into another.
What has neither a letter nor a digit is looked for in titles and names alone, as it is written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.store.packing import BY_AUTHOR, IN_TITLE
from reader.text.words import bare, says, sought, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.model.query import Words
    from reader.store.texts import Text

_PREFIX = {"any": "", "title": IN_TITLE, "author": BY_AUTHOR}

_INDEXED = "select rowid from search where search match {match}"

_INDEXED_TOGETHER = """
select article.id from search join article on article.id = search.rowid
join text on article_id = article.id
where search match {match} and told({field}, {wanted}, title, authors, dictionary, packed)
"""

_FRESH = """
select article_id from fresh_text join article as fresh on fresh.id = article_id
where told({field}, {wanted}, title, authors, dictionary, packed)
"""

_READ = """
exists (select 1 from (
    select dictionary, packed from text where article_id = article.id
    union all
    select dictionary, packed from fresh_text where article_id = article.id
) where told({field}, {wanted}, title, authors, dictionary, packed))
"""

_AS_WRITTEN = {
    "any": "(contains(title, {word}) or contains(authors, {word}))",
    "title": "contains(title, {word})",
    "author": "contains(authors, {word})",
}


def condition(words: Words, bind: Callable[[object], str], *, read: bool) -> str:
    """Words as an SQL condition on `article`; `read` looks into each text and not into the index.

    The index answers with all articles at once, the text with one.
    """
    wanted = sought(words.text)
    if not wanted:
        return _AS_WRITTEN[words.field].format(word=bind(words.text.casefold()))
    places = {"field": bind(words.field), "wanted": bind(json.dumps(wanted))}
    if read:
        return _READ.format(**places)
    indexed = _INDEXED if len(wanted) == 1 else _INDEXED_TOGETHER
    every = indexed.format(match=bind(match(words)), **places)
    return f"article.id in ({every} union {_FRESH.format(**places)})"


def match(words: Words) -> str:
    """What to ask the index; it knows which words an article has, and not where."""
    prefix = _PREFIX[words.field]
    *first, last = sought(words.text)
    return " AND ".join([*(f'"{prefix}{each}"' for each in first), f'"{prefix}{last}"*'])


def stands_in(
    field: str, wanted: Sequence[str], title: str, authors: Sequence[str], text: Text | None
) -> bool:
    """Whether an article has words that follow each other, in one of its parts."""
    if field in ("any", "title") and says(words_of(title), wanted):
        return True
    if field in ("any", "author") and any(says(words_of(name), wanted) for name in authors):
        return True
    if text is None:
        return False
    told = (text.summary, bare(text.html), bare(text.whole))
    return any(says(words_of(each), wanted) for each in told)

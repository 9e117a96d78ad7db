"""From fresh to packed: texts are pressed and their words indexed, a few at a time.

Nothing waits for this. A search looks through what is still fresh by itself, and what is rewritten
becomes fresh again, its words taken out of the index. The index keeps no text and no places
(`content=''`, `detail=none`): of 12,000 articles of 560 words it takes 370 bytes each, with places
2,050, more than the packed text itself. So it is told what to take out, and whether words follow
each other is looked up in the text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.store import texts
from reader.text.words import bare, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.store.texts import Text

IN_TITLE, BY_AUTHOR = "\ue000", "\ue001"
"""Set before a word of a title, or of an author's name, so that it is found by itself too."""

TRAINED_ON = 1_000
"""Texts a dictionary is made from."""
LEAST = 250
"""Texts below which a dictionary does not pay."""
GROWN = 20
"""Times as many texts as its dictionary was made of: then a store trains another."""
DICTIONARY_BYTES = 112_640

_FRESH = """
select article_id, dictionary, packed, title, authors
from fresh_text join article on id = article_id
order by article_id limit ?
"""

_PACKED = """
select article_id, dictionary, packed, title, authors
from text join article on id = article_id
where article_id in (select value from json_each(?))
"""

_STILL_FRESH = """
delete from fresh_text where article_id = :id and packed = :was
and exists (select 1 from article where id = :id and title = :title and authors = :authors)
returning article_id
"""

_SOME_TEXTS = """
select dictionary, packed from text
where article_id in (select value from json_each(:ids))
union all
select dictionary, packed from fresh_text
where article_id in (select value from json_each(:ids))
"""


class Fresh(NamedTuple):
    """A text that is to be packed, as it was read."""

    id: int
    dictionary: int
    packed: bytes
    title: str
    authors: str
    """As JSON."""


class Packed(NamedTuple):
    """A text in its last form."""

    fresh: Fresh
    dictionary: int
    packed: bytes
    words: str


def waiting(db: sqlite3.Connection) -> int:
    """How many texts are fresh."""
    return int(db.execute("select count(*) from fresh_text").fetchone()[0])


def pack_some(db: sqlite3.Connection, limit: int) -> list[Packed]:
    """The oldest fresh texts in their last form; nothing is written."""
    dictionary = texts.newest_dictionary(db)
    done = []
    for row in db.execute(_FRESH, (limit,)).fetchall():
        fresh = Fresh(*row)
        text = texts.unpacked(db, fresh.dictionary, fresh.packed)
        tight = texts.packed(db, dictionary, text, texts.TIGHT)
        done.append(Packed(fresh, dictionary, tight, index_words(fresh.title, fresh.authors, text)))
    return done


def put(db: sqlite3.Connection, done: Sequence[Packed]) -> None:
    """Keep packed texts, and index their words; what was rewritten meanwhile stays fresh."""
    for fresh, dictionary, packed, words in done:
        values = {"id": fresh.id, "was": fresh.packed, "title": fresh.title}
        if not db.execute(_STILL_FRESH, values | {"authors": fresh.authors}).fetchall():
            continue
        db.execute("insert into text values (?, ?, ?)", (fresh.id, dictionary, packed))
        db.execute("insert into search (rowid, words) values (?, ?)", (fresh.id, words))


def unpack(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Make texts fresh again and forget their words: before anything of them is rewritten.

    Also before an article is taken out of the store for good.
    """
    for row in db.execute(_PACKED, (json.dumps(list(ids)),)).fetchall():
        each = Fresh(*row)
        text = texts.unpacked(db, each.dictionary, each.packed)
        words = index_words(each.title, each.authors, text)
        forget = "insert into search (search, rowid, words) values ('delete', ?, ?)"
        db.execute(forget, (each.id, words))
        db.execute("insert into fresh_text values (?, ?, ?)", each[:3])
        db.execute("delete from text where article_id = ?", (each.id,))


def index_words(title: str, authors: str, text: Text) -> str:
    """All that an article is found by, each word once."""
    titled = words_of(title)
    names = words_of(" ".join(json.loads(authors)))
    told = {*titled, *names, *words_of(text.summary), *words_of(bare(text.html))}
    told.update(words_of(bare(text.whole)))
    told |= {IN_TITLE + word for word in titled} | {BY_AUTHOR + word for word in names}
    return " ".join(sorted(told))


def wants_training(db: sqlite3.Connection) -> int:
    """How many texts there are, if a dictionary made of them would serve much better; else 0."""
    count, made_of = db.execute(
        "select (select sum(total) from feed), (select max(made_of) from dictionary)"
    ).fetchone()
    return count if (count or 0) >= max(LEAST, GROWN * (made_of or 0)) else 0


def trained(db: sqlite3.Connection) -> bytes:
    """A dictionary made of texts from all over the store; empty if they are too alike, or too few.

    Nothing is written.
    """
    from zstandard import ZstdError, train_dictionary  # noqa: PLC0415 - seldom done

    last = db.execute("select max(id) from article").fetchone()[0]
    step = max(last // TRAINED_ON, 1)
    ids = json.dumps(list(range(last, 0, -step)))
    some = db.execute(_SOME_TEXTS, {"ids": ids}).fetchall()
    samples: list[bytes | bytearray | memoryview[int]] = [
        "\0".join(texts.unpacked(db, *row)[:2]).encode() for row in some
    ]
    size = min(DICTIONARY_BYTES, sum(map(len, samples)) // 8)
    try:
        return train_dictionary(max(size, 1_024), samples).as_bytes()
    except ZstdError:
        return b""


def keep_dictionary(db: sqlite3.Connection, content: bytes, made_of: int) -> None:
    """Pack with a dictionary from now on."""
    import secrets  # noqa: PLC0415 - seldom done

    id = secrets.randbelow(2**31 - 1) + 1  # noqa: A001 - as the column is called
    db.execute("insert into dictionary values (?, ?, ?)", (id, content, made_of))

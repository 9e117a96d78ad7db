"""Texts: compressed, and in tables of their own, out of the way of lists.

What arrives is kept at once in `fresh_text`, compressed lightly. Later, beside the keys, it is
moved to `text`, packed as tightly as it goes and put into the index of words: see `store.packing`.
Small texts of one kind compress well only with a dictionary, so each store trains one on its own
(https://github.com/facebook/zstd#dictionary-compression-how-to). A text names the dictionary it was
packed with, and dictionaries are never taken away; their numbers are drawn at random, so that no
two stores have the same.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import ArticleBody, Enclosure
from reader.model.errors import StoreDamaged

if TYPE_CHECKING:
    import sqlite3

    from zstandard import ZstdCompressor, ZstdDecompressor

QUICK, TIGHT = 1, 12
"""Levels of compression: 20 microseconds a text of 560 words, and 240 for an eighth less."""

NO_DICTIONARY = 0

DAMAGED = "Run `dateline check --repair`; it says what is lost."

_PARTED = "\0"
"""Clean text has no such character."""

_FIND = """
select dictionary, packed from text where article_id = :id
union all
select dictionary, packed from fresh_text where article_id = :id
"""

_KEEP = """
insert or replace into fresh_text (article_id, dictionary, packed) values (?, ?, ?)
"""


class Text(NamedTuple):
    """All of an article that lists do not show."""

    summary: str = ""
    html: str = ""
    dateline: str = ""
    credit: str = ""
    enclosures: str = ""
    """As JSON; empty for none."""
    whole: str = ""
    """What the article's own page gave, as safe HTML; `html` is always the feed's."""
    asked: str = ""
    """The rest of a `WholeText`, as JSON: see `store.pages`; empty if the page was never asked."""

    def body(self) -> ArticleBody:
        """What the article page shows."""
        told = json.loads(self.enclosures) if self.enclosures else ()
        enclosures = tuple(Enclosure(**each) for each in told)
        page = json.loads(self.asked) if self.asked else {}
        if page.get("shown"):
            dateline, credit = page["dateline"], page["credit"]
            return ArticleBody(self.whole, enclosures, dateline, credit, "page")
        return ArticleBody(self.html, enclosures, self.dateline, self.credit)

    def as_fed(self) -> Text:
        """The same as the feed gives it, whatever its page says."""
        return self._replace(whole="", asked="") if self.asked else self

    def as_paged(self) -> Text:
        """The same as its page gives it, if that was asked, be it shown or not."""
        if not self.asked:
            return self
        return self._replace(asked=json.dumps(json.loads(self.asked) | {"shown": True}))

    def with_page_of(self, other: Text) -> Text:
        """The same, with what is known of the article's page."""
        return self._replace(whole=other.whole, asked=other.asked)


def find(db: sqlite3.Connection, article_id: int) -> Text | None:
    """The text of an article; None if it has none."""
    row = db.execute(_FIND, {"id": article_id}).fetchone()
    return None if row is None else unpacked(db, row[0], row[1])


def keep(db: sqlite3.Connection, texts: list[tuple[int, Text]]) -> None:
    """Keep the texts of new or rewritten articles."""
    dictionary = newest_dictionary(db)
    rows = [(each, dictionary, packed(db, dictionary, text, QUICK)) for each, text in texts]
    db.executemany(_KEEP, rows)


def newest_dictionary(db: sqlite3.Connection) -> int:
    """The dictionary that texts are packed with now."""
    row = db.execute("select id from dictionary order by made_of desc limit 1").fetchone()
    return row[0] if row else NO_DICTIONARY


def packed(db: sqlite3.Connection, dictionary: int, text: Text, level: int) -> bytes:
    """A text, compressed."""
    count = len(text)
    while count > 2 and not text[count - 1]:
        count -= 1
    parts = text[:count]
    return _compressor(db, dictionary, level).compress(_PARTED.join(parts).encode())


def unpacked(db: sqlite3.Connection, dictionary: int, blob: bytes) -> Text:
    """What was packed.

    Raises:
        StoreDamaged: it is damaged, or its dictionary is.
    """
    decompressor = _decompressor(db, dictionary)
    try:
        return Text(*decompressor.decompress(blob).decode().split(_PARTED))
    except Exception as error:
        raise StoreDamaged("the text of an article is damaged", DAMAGED) from error


class _Codecs(threading.local):
    """Those of one thread: they are dear to make, and may not be shared."""

    def __init__(self) -> None:
        self.compressors: dict[tuple[int, int], ZstdCompressor] = {}
        self.decompressors: dict[int, ZstdDecompressor] = {}


_codecs = _Codecs()


def _compressor(db: sqlite3.Connection, dictionary: int, level: int) -> ZstdCompressor:
    known = _codecs.compressors
    if (dictionary, level) not in known:
        from zstandard import (  # noqa: PLC0415 - the first list needs none
            ZstdCompressionDict,
            ZstdCompressor,
        )

        trained = None
        if dictionary:
            trained = ZstdCompressionDict(_trained(db, dictionary))
            trained.precompute_compress(level)
        known[dictionary, level] = ZstdCompressor(
            level, trained, write_checksum=False, write_dict_id=False
        )
    return known[dictionary, level]


def _decompressor(db: sqlite3.Connection, dictionary: int) -> ZstdDecompressor:
    known = _codecs.decompressors
    if dictionary not in known:
        from zstandard import ZstdCompressionDict, ZstdDecompressor  # noqa: PLC0415 - as above

        trained = ZstdCompressionDict(_trained(db, dictionary)) if dictionary else None
        known[dictionary] = ZstdDecompressor(trained)
    return known[dictionary]


def _trained(db: sqlite3.Connection, dictionary: int) -> bytes:
    row = db.execute("select content from dictionary where id = ?", (dictionary,)).fetchone()
    if row is None:
        raise StoreDamaged("the dictionary of some texts is lost", DAMAGED)
    content: bytes = row[0]
    return content

"""A WARC archive: the pages a crawler kept, as it got them (ISO 28500)."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.damage import damaged, sound
from reader.extract.page import read_page
from reader.model.errors import ParseError
from reader.model.parsed import Collection, ExtractedArticle
from reader.text.decode import decode
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warcio.recordloader import ArcWarcRecord

MOST = 300
"""Pages of an archive; the rest is left out."""

MOST_RECORDS = 50_000
MOST_BYTES = 40_000_000
"""Of all pages that are read, unpacked."""

LARGEST = 5_000_000
"""Bytes of one page, unpacked; a larger one is passed over."""

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(body: bytes, url: str, shown: str) -> ExtractedArticle | Collection | None:  # noqa: ARG001
    """The articles among the pages; None if there are none. Of a page kept twice, the last."""
    found: dict[str, ExtractedArticle] = {}
    left, left_out = MOST_BYTES, 0
    for at, page, content_type in _pages(body, shown):
        left -= len(page)
        if len(found) >= MOST or left < 0:
            left_out += 1
        elif article := read_page(decode(page, content_type), at):
            found[at] = replace(article, canonical=article.canonical or at, part=at)
    articles = tuple(found.values())
    if len(articles) < 2:
        return next(iter(articles), None)
    return Collection(shown.partition(".warc")[0], articles, left_out)


def _pages(body: bytes, shown: str) -> Iterator[tuple[str, bytes, str]]:
    """The pages that were answers: their address, their bytes, and their Content-Type."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only an archive needs it
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - as above
    from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415 - as above

    count, given = 0, 0
    records = iter(ArchiveIterator(io.BytesIO(body), no_record_parse=False))
    while True:
        try:
            with sound(shown, ArchiveLoadFailed, StatusAndHeadersParserException):
                record = next(records, None)
                page = record and _page(record)
        except ParseError:
            if given:
                return  # it breaks off; what came before is good
            raise damaged(shown) from None
        if record is None or (count := count + 1) > MOST_RECORDS:
            return
        if page:
            given += 1
            yield page


def _page(record: ArcWarcRecord) -> tuple[str, bytes, str] | None:
    """The page that a record holds, unpacked; None if it holds none."""
    if record.rec_type not in ("response", "resource"):
        return None
    at = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    told = headers.get_header("Content-Type") if headers else record.content_type
    status = headers.get_statuscode() if headers else "200"
    kind = (told or "").partition(";")[0].strip().lower()
    if kind not in _PAGES or not str(status).startswith("2") or not is_web(at):
        return None
    page = record.content_stream().read(LARGEST + 1)
    return None if len(page) > LARGEST else (resolve("", at), page, told or "")

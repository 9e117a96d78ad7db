"""A PDF file as an article: its text in reading order, without its looks.

What reads it is an extra, `dateline[pdf]`: few people save articles so, and it is large.
"""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from reader.extract.damage import damaged
from reader.extract.pasted import read_pasted
from reader.extract.trim import same
from reader.model.errors import ParseError
from reader.text.clean import clean_line, clean_text

if TYPE_CHECKING:
    from datetime import datetime

    from pypdf import DocumentInformation, PdfReader

    from reader.model.parsed import ExtractedArticle

MOST_PAGES = 300
"""Pages that are read; the rest of a longer document is left out."""

MOST_TEXT = 2_000_000

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\xad\u2010]\n(?=[a-zà-ÿ])")
_NO_TITLE = re.compile(
    r"^(?:untitled|microsoft word|.*\.(?:docx?|pdf|indd|tex|qxd)$)", re.IGNORECASE
)
_NUMBER = re.compile(r"^\s*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$", re.IGNORECASE)


def read_pdf(body: bytes, url: str, shown: str) -> ExtractedArticle | None:  # noqa: ARG001
    """The article in a PDF file; None if it holds no text, such as a scan."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError as error:
        raise ParseError(
            f"{shown} is a PDF file, and what reads those is not installed.",
            "Install dateline with it: uv tool install 'dateline[pdf]', or pip install pypdf.",
            outcome="unsupported",
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each flaw
    try:
        document = PdfReader(io.BytesIO(body), strict=False)
        _unlock(document, shown)
        text = _text(document)
    except PyPdfError as error:
        raise damaged(shown) from error
    article = read_pasted(text) if text.strip() else None
    return article and _with_papers(article, document, text)


def _unlock(document: PdfReader, shown: str) -> None:
    # Many files are locked with no password, only against printing.
    if document.is_encrypted and not document.decrypt(""):
        raise ParseError(f"{shown} is locked with a password.", outcome="unsupported")


def _text(document: PdfReader) -> str:
    """The text of all pages; lines that stand on most of them are headers and go."""
    pages = []
    left = MOST_TEXT
    for page in islice(document.pages, MOST_PAGES):
        text = clean_text(page.extract_text() or "")[:left]
        left -= len(text)
        pages.append([line.rstrip() for line in text.strip("\n").split("\n")])
        if left <= 0:
            break
    around = _repeated(pages)
    kept = (line for page in pages for line in page if line not in around)
    return _HYPHEN.sub("", "\n".join(line for line in kept if not _NUMBER.match(line)))


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """First and last lines that more than half of at least three pages have."""
    if len(pages) < 3:
        return frozenset()
    edges = [line for page in pages for line in {*page[:2], *page[-2:]} if line.strip()]
    return frozenset(line for line in set(edges) if edges.count(line) * 2 > len(pages))


def _with_papers(article: ExtractedArticle, document: PdfReader, text: str) -> ExtractedArticle:
    """The article with what the document says of itself, where it says it in earnest."""
    papers = document.metadata
    if papers is None:
        return article
    title = clean_line(str(papers.title or ""))[:300]
    believed = title and not _NO_TITLE.match(title) and _begins_with(text, title)
    return replace(
        article,
        title=title if believed else article.title,
        byline=article.byline or clean_line(str(papers.author or ""))[:200],
        published_at=article.published_at or _date(papers),
    )


def _begins_with(text: str, title: str) -> bool:
    """Whether a title stands at the top of the text, on one line or several."""
    head = text[: 4 * len(title) + 400]
    return any(
        same(title, " ".join(head.split("\n")[at:end]))
        for at in range(6)
        for end in range(at + 1, at + 5)
    )


def _date(papers: DocumentInformation) -> datetime | None:
    try:
        at = papers.creation_date
    except (ValueError, OverflowError):
        return None
    return at.astimezone() if at else None

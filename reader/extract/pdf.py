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

MOST_PAGES = 120
"""Pages that are read, at a tenth of a second each; a longer document says that it goes on."""

MOST_TEXT = 2_000_000

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\xad\u2010]\n(?=[a-zà-ÿ])")
_ENDS = (".", "!", "?", "”", '"', ":", "»")
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
    title = _title(document)
    lines = text.split("\n")
    start, end = _title_lines(lines, title)
    if end:
        lines = [*lines[:start], "", title, "", *lines[end:]]
    article = read_pasted(_paragraphs(lines)) if text.strip() else None
    return article and _with_papers(article, document, title if end else "")


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
    return "\n".join(line for line in kept if not _NUMBER.match(line))


def _paragraphs(lines: list[str]) -> str:
    """Lines put together to paragraphs: a line that is full goes on in the next."""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    said: list[str] = []
    for line in lines:
        before = said[-1] if said else ""
        last = before.rpartition("\n")[2]
        full = len(last) > (0.9 if last.rstrip().endswith(_ENDS) else 0.75) * width
        if line.strip() and last.strip() and (full or line.lstrip()[:1].islower()):
            said[-1] = f"{before}\n{line}"
        else:
            said.append(line)
    return "\n\n".join(_HYPHEN.sub("", each).replace("\n", " ") for each in said if each.strip())


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """First and last lines that more than half of at least three pages have."""
    if len(pages) < 3:
        return frozenset()
    edges = [line for page in pages for line in {*page[:2], *page[-2:]} if line.strip()]
    return frozenset(line for line in set(edges) if edges.count(line) * 2 > len(pages))


def _title(document: PdfReader) -> str:
    """What the document says it is called; empty if that is the name of a file or a program."""
    told = clean_line(str(document.metadata.title or ""))[:300] if document.metadata else ""
    return "" if _NO_TITLE.match(told) else told


def _title_lines(lines: list[str], title: str) -> tuple[int, int]:
    """The lines near the top that say a title, from one and before another; none: nought."""
    for start in range(min(6, len(lines))) if title else ():
        for end in range(start + 1, start + 5):
            if same(" ".join(lines[start:end]), title):
                return start, end
    return 0, 0


def _with_papers(article: ExtractedArticle, document: PdfReader, title: str) -> ExtractedArticle:
    """The article with what the document says of itself, where the text does not."""
    papers = document.metadata
    count = len(document.pages)
    more = f"The first {MOST_PAGES} of {count} pages." if count > MOST_PAGES else ""
    return replace(
        article,
        credit=more or article.credit,
        title=title or article.title,
        byline=article.byline or (clean_line(str(papers.author or ""))[:200] if papers else ""),
        published_at=article.published_at or (_date(papers) if papers else None),
    )


def _date(papers: DocumentInformation) -> datetime | None:
    try:
        at = papers.creation_date
    except (ValueError, OverflowError):
        return None
    return at.astimezone() if at else None

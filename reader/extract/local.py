"""A saved file or a fetched page as articles: which kind it is, and who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.damage import sound
from reader.extract.kinds import is_article_name, is_page, kind_of
from reader.model.errors import ParseError
from reader.model.parsed import Collection, ExtractedArticle
from reader.text.clean import clean_line
from reader.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.extract.kinds import Kind

    Found = ExtractedArticle | Collection | None
    Reading = Callable[[bytes, str, str], Found]

__all__ = ["extract", "is_article_name", "kind_of", "read"]

LARGEST = 32_000_000
"""Bytes; pages saved with their pictures inside are the largest."""

LARGEST_TEXT = 10_000_000
"""Bytes of a text or Markdown file."""

_NOT_SAID = {
    "feed": (
        "a feed, not an article",
        "`dateline add` follows it; `dateline parse` says what a saved one holds.",
    ),
    "list": ("a list of feeds, not an article", "`dateline import` subscribes to them."),
}
_TEXTS = ("text", "markdown", "page")
_NOTHING = {
    "text": "",
    "markdown": "",
    "page": "The page may fill itself in by JavaScript; open it in a browser.",
    "mhtml": "The page may have filled itself in by JavaScript; open it in a browser.",
    "pdf": "It may hold scanned pages: pictures of text, which are not read.",
}


def extract(body: bytes, name: str, *, url: str = "", content_type: str = "") -> ExtractedArticle:
    """The article in a file or a fetched page; of several the first. As `read`."""
    found = read(body, name, url=url, content_type=content_type)
    return found if isinstance(found, ExtractedArticle) else found.articles[0]


def read(
    body: bytes, name: str, *, url: str = "", content_type: str = ""
) -> ExtractedArticle | Collection:
    """The article in a file or a fetched page, or the several it holds.

    `name` is what messages call it, and its ending says what it is where the bytes do not. `url`
    is where it came from; relative addresses are taken against it.

    Raises:
        ParseError: it is empty, no text, damaged, of a format that is not read, or holds no
            article.
    """
    shown = clean_line(name)[:200] or "The file"
    kind = kind_of(body, shown, name, content_type)
    if kind in _NOT_SAID:
        what, hint = _NOT_SAID[kind]
        raise ParseError(f"{shown} is {what}.", hint)
    if kind in _TEXTS:
        found = _text(kind, body, shown, url, content_type)
    else:
        with sound(shown):
            found = _reader_of(kind)(body, url, shown)
    if found is None:
        raise ParseError(
            f"No article text was found in {shown}.", _NOTHING.get(kind, ""), outcome="no_article"
        )
    return found


def _text(kind: Kind, body: bytes, shown: str, url: str, content_type: str) -> Found:
    # Whoever asks for the names of articles alone need not wait for three readers to load.
    from reader.extract.embedded import settled, with_names  # noqa: PLC0415 - see above
    from reader.extract.markdown_file import read_markdown  # noqa: PLC0415 - see above
    from reader.extract.page import read_page  # noqa: PLC0415 - see above
    from reader.extract.pasted import read_pasted  # noqa: PLC0415 - see above
    from reader.extract.shadow import with_shadow  # noqa: PLC0415 - see above

    if len(body) > (LARGEST if kind == "page" else LARGEST_TEXT):
        raise ParseError(f"{shown} is larger than an article can be.", outcome="too_large")
    text = decode(body, content_type)
    if not text.replace("\0", "").strip():
        raise ParseError(f"{shown} holds nothing but white space.", outcome="empty")
    if kind == "page" or (kind == "text" and is_page(text)):
        found = read_page(with_names(with_shadow(text)), url)
    else:
        found = read_markdown(text, url) if kind == "markdown" else read_pasted(text)
    return found and settled(found, url)


def _reader_of(kind: Kind) -> Reading:
    """Who reads a kind of file; imported when the first of its kind is read."""
    if kind in ("mail", "mailbox"):
        from reader.extract import mail  # noqa: PLC0415 - see above

        return mail.read_mail if kind == "mail" else mail.read_mailbox
    if kind == "mhtml":
        from reader.extract.mhtml import read_mhtml  # noqa: PLC0415

        return read_mhtml
    if kind == "book":
        from reader.extract.book import read_book  # noqa: PLC0415

        return read_book
    if kind == "archive":
        from reader.extract.warc import read_warc  # noqa: PLC0415

        return read_warc
    from reader.extract.pdf import read_pdf  # noqa: PLC0415

    return read_pdf

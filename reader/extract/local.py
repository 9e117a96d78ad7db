"""A saved file or a fetched page as an article: which kind it is, and who reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from reader.model.errors import ParseError
from reader.text.clean import clean_line
from reader.text.decode import decode

if TYPE_CHECKING:
    from reader.model.parsed import ExtractedArticle

LARGEST = 32_000_000
"""Bytes; pages saved with their pictures inside are the largest."""

LARGEST_TEXT = 10_000_000
"""Bytes of a text or Markdown file."""

READ = "Plain text, Markdown and HTML files are read."

Kind = Literal["text", "markdown", "page"]

_ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
}
_TYPES: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/html": "page",
    "application/xhtml+xml": "page",
}
_NOT_ARTICLES = frozenset(
    [
        "readme",
        "changelog",
        "changes",
        "license",
        "licence",
        "copying",
        "contributing",
        "authors",
        "notice",
        "todo",
        "install",
        "code_of_conduct",
        "security",
        "robots",
        "requirements",
        "cmakelists",
        "humans",
        "llms",
    ]
)

# How formats begin that are no text (libmagic), and what to call them.
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist00", "a web archive of Safari"),
    (b"WARC/", "a WARC archive"),
)
_FORMATS = {
    ".pdf": "PDF files",
    ".epub": "EPUB books",
    ".mhtml": "MHTML pages",
    ".mht": "MHTML pages",
    ".eml": "mail files",
    ".mbox": "mailboxes",
    ".warc": "WARC archives",
    ".gz": "packed files",
    ".docx": "Word documents",
    ".doc": "Word documents",
    ".odt": "OpenDocument texts",
    ".rtf": "RTF documents",
    ".webarchive": "web archives",
    ".zip": "ZIP archives",
}
_MHTML = re.compile(rb"(?:[\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}", re.IGNORECASE)
_MAIL_FIELD = re.compile(
    rb"^(?:mime-version|snapshot-content-location|message-id|received|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
# Atomic, or some twenty comments before the first tag take minutes to be found none of these.
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?>(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    r"\s*+(?>(?><!--.*?-->|<!doctype[^>]*+>|<\?.*?\?>)\s*+)*+<(?:rss|feed|rdf:RDF)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS = bytes(set(range(32)) - {0, 7, 8, 9, 10, 12, 13, 27})


def extract(body: bytes, name: str, *, url: str = "", content_type: str = "") -> ExtractedArticle:
    """The article in a file or a fetched page.

    `name` is what messages call it, and its ending says what it is where the bytes do not. `url`
    is where it came from; relative addresses are taken against it.

    Raises:
        ParseError: it is empty, no text, of a format that is not read, or holds no article.
    """
    shown = clean_line(name)[:200] or "The file"
    _refuse(body, shown, name)
    kind = _kind(body, name, content_type)
    if len(body) > (LARGEST if kind == "page" else LARGEST_TEXT):
        raise ParseError(f"{shown} is larger than an article can be.")
    text = decode(body, content_type)
    if not text.replace("\0", "").strip():
        raise ParseError(f"{shown} holds nothing but white space.")
    if _FEED.match(text[:10_000]):
        raise ParseError(
            f"{shown} is a feed, not an article.",
            "`dateline add` follows it; `dateline parse` says what a saved one holds.",
        )
    article = _read(kind, text, url)
    if article is None:
        raise ParseError(
            f"No article text was found in {shown}.",
            "The page may fill itself in by JavaScript; open it in a browser.",
        )
    return article


def is_article_name(name: str) -> bool:
    """Whether a followed folder takes a file of this name as an article."""
    stem, dot, ending = name.rpartition(".")
    if not stem or name.startswith((".", "~", "_", "#")) or name.endswith("~"):
        return False
    return dot + ending.lower() in _ENDINGS and stem.lower() not in _NOT_ARTICLES


def _read(kind: Kind, text: str, url: str) -> ExtractedArticle | None:
    # Whoever asks for the names of articles alone need not wait for three readers to load.
    from reader.extract.markdown_file import read_markdown  # noqa: PLC0415 - see above
    from reader.extract.page import read_page  # noqa: PLC0415 - see above
    from reader.extract.pasted import read_pasted  # noqa: PLC0415 - see above

    if kind == "page" or (kind == "text" and _PAGE.match(text[:10_000])):
        return read_page(text, url)
    return read_markdown(text, url) if kind == "markdown" else read_pasted(text)


def _kind(body: bytes, name: str, content_type: str) -> Kind:
    by_type = _TYPES.get(content_type.partition(";")[0].strip().lower())
    by_name = _ENDINGS.get(_ending(name))
    if by_type == "text" and by_name:
        return by_name
    if by_type or by_name:
        return by_type or by_name or "page"
    return "page" if b"<" in body[:2000] and _PAGE.match(decode(body[:10_000])) else "text"


def _refuse(body: bytes, shown: str, name: str) -> None:
    """Raise ParseError for what is empty or not text."""
    if not body:
        raise ParseError(f"{shown} is empty.")
    for begins, what in _SIGNATURES:
        if body.startswith(begins):
            epub = what == "a ZIP archive" and b"application/epub+zip" in body[:200]
            raise ParseError(
                f"{shown} is {'an EPUB book' if epub else what}, which is not read yet.", READ
            )
    ending = _ending(name)
    if ending in _FORMATS and (ending not in (".eml", ".mbox") or _is_mail(body)):
        raise ParseError(f"{shown} cannot be opened: {_FORMATS[ending]} are not read yet.", READ)
    if _is_mail(body):
        raise ParseError(
            f"{shown} is a mail or a page saved as MHTML, which is not read yet.", READ
        )
    if _is_binary(body[:65_536]):
        raise ParseError(f"{shown} is not a text file.", READ)


def _is_mail(body: bytes) -> bool:
    head = _MHTML.match(body[:8192].removeprefix(b"\xef\xbb\xbf"))
    return bool(head and _MAIL_FIELD.search(head[0]))


def _is_binary(head: bytes) -> bool:
    """Whether bytes hold controls that no text has, beyond a stray few."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\0\0\xfe\xff":
        return False
    stray = len(head) - len(head.translate(None, _CONTROLS))
    return stray > len(head) // 50 + 2 and "\ufffd" in head.decode("utf-8", "replace")


def _ending(name: str) -> str:
    stem, dot, ending = name.rsplit("/", 1)[-1].rpartition(".")
    return f".{ending.lower()}" if stem and dot else ""

"""What kind of file bytes are: told by the bytes, then by the server, then by the name."""

from __future__ import annotations

import re
from typing import Literal

from reader.model.errors import Outcome, ParseError
from reader.text.decode import decode

Kind = Literal[
    "text", "markdown", "page", "mail", "mailbox", "mhtml", "book", "archive", "pdf", "feed", "list"
]

READ = (
    "Text, Markdown, HTML, MHTML, mail, mailboxes, feeds, EPUB, WARC and PDF are read, also with"
    " gzip around them."
)

_ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".epub": "book",
    ".warc": "archive",
    ".pdf": "pdf",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".json": "feed",
}
_TYPES: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/html": "page",
    "application/xhtml+xml": "page",
}
_NOT_ARTICLES = re.compile(
    r"readme|change(?:log|s)|licen[sc]e|copying|contributing|authors|notice|todo|install|security"
    r"|code_of_conduct|robots|requirements|cmakelists|humans|llms|manifest|composer|tsconfig"
    r"|package(?:-lock)?",
    re.IGNORECASE,
)

# How formats begin that are no text (libmagic), and what to call them.
_NO_TEXT = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_NOT_READ = (
    (b"\x1f\x8b", "packed with gzip more than once"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist00", "a web archive of Safari"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IN_ZIP = (
    (b"META-INF/container.xml", ""),
    (b"word/document.xml", "a Word document"),
    (b"opendocument", "an OpenDocument file"),
)

_FIELDS = re.compile(rb"(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}", re.IGNORECASE)
_MAIL_FIELD = re.compile(
    rb"^(?:mime-version|snapshot-content-location|message-id|received|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
_SAVED_PAGE = re.compile(
    rb"^(?:snapshot-content-location:|x-maf:|from:\s*[<\"]?saved by)", re.IGNORECASE | re.MULTILINE
)
_ENVELOPE = re.compile(rb"From [^\n]{0,300}\d\d:\d\d[^\n]{0,60}\r?\n[\w-]{1,60}:")
# Atomic, or some twenty comments before the first tag take minutes to be found none of these.
_BEFORE = r"\s*+(?>(?><!--.*?-->|<!doctype(?!\s+html)[^>]*+>|<\?.*?\?>)\s*+)*+"
_PAGE = re.compile(_BEFORE + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_BEFORE + r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE | re.DOTALL)
_LIST = re.compile(_BEFORE + r"<opml[\s>]", re.IGNORECASE | re.DOTALL)
_JSON_FEED = re.compile(r'\s*\{.*?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', re.DOTALL)
_CONTROLS = bytes(set(range(32)) - {0, 7, 8, 9, 10, 12, 13, 27})
_HEAD = 10_000
"""Bytes in which a document shows what it is."""


def kind_of(body: bytes, shown: str, name: str, content_type: str = "") -> Kind:
    """What kind of file it is; `shown` is what messages call it, `name` what it is called.

    Raises:
        ParseError: it is empty, no text, or of a format that is not read.
    """
    if not body:
        raise ParseError(f"{shown} is empty.", outcome="empty")
    ending = _ending(name)
    begins = body.lstrip(b"\xef\xbb\xbf\r\n\t ")[:8]
    if begins.startswith(b"%PDF-"):
        return "pdf"
    if begins.startswith(b"WARC/"):
        return "archive"
    if body.startswith(_ZIP):
        return _zipped(body, shown)
    _refuse(body, shown)
    return _mail(body, ending) or _text(body, ending, content_type)


def is_article_name(name: str) -> bool:
    """Whether a followed folder takes a file of this name as one that may hold articles."""
    plain = name[:-3] if name.lower().endswith(".gz") else name
    stem, dot, ending = plain.rpartition(".")
    if not stem or name.startswith((".", "~", "_", "#")) or name.endswith("~"):
        return False
    return dot + ending.lower() in _ENDINGS and not _NOT_ARTICLES.fullmatch(stem)


def _zipped(body: bytes, shown: str) -> Kind:
    if body[30:58] == b"mimetypeapplication/epub+zip":
        return "book"
    what = next((what for sign, what in _IN_ZIP if sign in body), "a ZIP archive")
    if not what:
        return "book"
    raise _not_read(shown, what)


def _refuse(body: bytes, shown: str) -> None:
    for begins, what in _NO_TEXT:
        if body.startswith(begins):
            raise _not_read(shown, what, "not_text")
    for begins, what in _NOT_READ:
        if body.startswith(begins):
            raise _not_read(shown, what)
    if _is_binary(body[:65_536]):
        raise ParseError(f"{shown} is not a text file.", READ, outcome="not_text")


def _mail(body: bytes, ending: str) -> Kind | None:
    if _ENVELOPE.match(body) or (ending == ".mbox" and body.startswith(b"From ")):
        return "mailbox"
    head = _FIELDS.match(body[:32_768].removeprefix(b"\xef\xbb\xbf"))
    named = ending in (".eml", ".mhtml", ".mht")
    if not head or not (named or _MAIL_FIELD.search(head[0])):
        return None
    return "mhtml" if _SAVED_PAGE.search(head[0]) or ending in (".mhtml", ".mht") else "mail"


def _text(body: bytes, ending: str, content_type: str) -> Kind:
    """Of what is text: whatever it plainly is, else what it is said to be."""
    head = decode(body[:_HEAD])
    for pattern, kind in _PLAINLY:
        if pattern.match(head):
            return kind
    by_type = _TYPES.get(content_type.partition(";")[0].strip().lower())
    by_name = _ENDINGS.get(ending)
    if by_name == "feed" and not by_type and not is_page(head):
        return "feed"  # whoever reads feeds can say what else it is
    if by_name not in ("text", "markdown", "page"):
        by_name = None
    if by_type == "text" and by_name:
        return by_name
    if by_type or by_name:
        return by_type or by_name or "page"
    return "page" if is_page(head) else "text"


_PLAINLY: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_LIST, "list"),
    (_FEED, "feed"),
    (_JSON_FEED, "feed"),
)


def is_page(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return bool(_PAGE.match(text[:_HEAD]))


def _not_read(shown: str, what: str, outcome: Outcome = "unsupported") -> ParseError:
    return ParseError(f"{shown} is {what}, which is not read.", READ, outcome=outcome)


def _is_binary(head: bytes) -> bool:
    """Whether bytes hold controls that no text has, beyond a stray few."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\0\0\xfe\xff":
        return False
    stray = len(head) - len(head.translate(None, _CONTROLS))
    return stray > len(head) // 50 + 2 and "\ufffd" in head.decode("utf-8", "replace")


def _ending(name: str) -> str:
    stem, dot, ending = name.rsplit("/", 1)[-1].rpartition(".")
    return f".{ending.lower()}" if stem and dot else ""

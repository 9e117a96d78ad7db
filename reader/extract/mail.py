"""A mail or a mailbox as articles: what newsletters are, and letters somebody kept."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from reader.extract import embedded, mime, trim
from reader.extract.byline import listed
from reader.extract.credits import contributors
from reader.extract.damage import sound
from reader.extract.pasted import blocks_of
from reader.model.errors import ParseError
from reader.model.parsed import Collection, ExtractedArticle
from reader.text.blocks import Block, Blocks, Heading, Paragraph, Quote, Rule, Span
from reader.text.clean import clean_line, clean_text
from reader.text.html import to_blocks
from reader.text.plain import excerpt, plain
from reader.text.render import to_html
from reader.text.url import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message

MOST = 500
"""Letters of a mailbox; of more the last ones are taken, which are the newest."""

LARGEST = 10_000_000
"""Bytes of text in one mail."""

_LONGEST = 2_000_000
_DEEPEST = 6
"""Quotes within quotes."""

# mboxrd and its kin: a line `From sender date` after an empty one begins the next letter.
_ENVELOPE = re.compile(rb"(?:\A|\n\r?\n)From [^\n]{0,300}\d\d:\d\d[^\n]{0,60}\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_QUOTED = re.compile(r"(?:>[^\n]*\n?)+")
_MARK = re.compile(r"^> ?", re.MULTILINE)
_SIGNATURE = re.compile(r"\n-- ?\n(?:[^\n]*\n?){0,15}\Z")
_SOFT = re.compile(r"(?<=\S) \n(?=[^\n>])")
_FOOTER = re.compile(
    r"\b(?:unsubscribe|manage (?:your )?(?:e-?mail )?(?:preferences|subscription)"
    r"|update (?:your )?(?:e-?mail )?preferences|you (?:are receiving|received) this"
    r"|view (?:this (?:e-?mail )?|it )?in (?:your )?browser|abmelden|newsletter abbestellen"
    r"|se désabonner|cancelar la suscripción|darse de baja|uitschrijven|annulla l['’]iscrizione)\b",
    re.IGNORECASE,
)
_LONGEST_FOOTER = 250


def read_mail(body: bytes, url: str, shown: str) -> ExtractedArticle | None:
    """The letter in a file; None if it holds no text."""
    found = _letter(mime.parse(body), url, shown)
    return found and replace(found, part="")


def read_mailbox(body: bytes, url: str, shown: str) -> Collection | ExtractedArticle | None:
    """The letters of a mailbox; one that cannot be read is left out."""
    bodies = list(letters(body))
    found = [_one_of_many(each, url, shown) for each in bodies[-MOST:]]
    articles = tuple(letter for letter in found if letter)
    if not articles:
        return None
    title = shown.rpartition(".")[0] or shown
    return Collection(title, articles, len(bodies) - len(articles))


def letters(body: bytes) -> Iterator[bytes]:
    """The letters of a mailbox as the messages they are."""
    starts = list(_ENVELOPE.finditer(body))
    ends = [found.start() for found in starts[1:]]
    for found, end in zip(starts, [*ends, len(body)], strict=True):
        yield _ESCAPED.sub(rb"\1", body[found.end() : end])


def _one_of_many(body: bytes, url: str, shown: str) -> ExtractedArticle | None:
    try:
        with sound(shown):
            return _letter(mime.parse(body), url, shown)
    except ParseError:
        return None


def _letter(message: Message, url: str, shown: str) -> ExtractedArticle | None:
    title = mime.field(message, "Subject")
    blocks = _blocks(message, shown)
    top = trim.without_top(trim.without_title(blocks, title))
    credit, blocks = trim.without_credit(_without_frame(top.blocks))
    if not blocks:
        return None
    article = ExtractedArticle(
        title=title or excerpt(blocks, 120),
        byline=listed(mime.names(message, "From")[:3]) or listed(top.authors),
        published_at=_date(message) or top.published_at,
        language=mime.field(message, "Content-Language")[:35],
        html=to_html(blocks),
        text=plain(blocks),
        credit=credit,
        contributors=contributors(credit),
        canonical=_address(mime.field(message, "Archived-At")),
        site=_list_name(message),
        part=_name(message),
    )
    return embedded.settled(article, url)


def _blocks(message: Message, shown: str) -> Blocks:
    """What a letter says, with what it forwards."""
    # Looked through once before, so that what follows may go as deep as the parts do.
    texts = [part for part in mime.leaves(message) if part.get_content_maintype() == "text"]
    if sum(len(str(part.get_payload())) for part in texts) > LARGEST:
        raise ParseError(f"{shown} is larger than an article can be.", outcome="too_large")
    return _of_part(message)


def _of_part(part: Message) -> Blocks:
    kind, inner = part.get_content_type(), part.get_payload()
    if part.get_content_disposition() == "attachment":
        return ()
    if isinstance(inner, list):
        return _of_parts(kind, [each for each in inner if not isinstance(each, str)])
    if kind == "text/html":
        return to_blocks(embedded.with_names(mime.text_of(part)))
    return _said(_unwrapped(part, mime.text_of(part))) if kind == "text/plain" else ()


def _of_parts(kind: str, parts: list[Message]) -> Blocks:
    if kind == "multipart/alternative":
        # The last is the richest (RFC 2046, 5.1.4); some senders leave it empty.
        return next((found for part in reversed(parts) if (found := _of_part(part))), ())
    if kind == "message/rfc822":
        title = mime.field(parts[0], "Subject") if parts else ""
        head: Blocks = (Heading(2, (Span(title),)),) if title else ()
        return (*head, *(block for part in parts for block in _of_part(part)))
    return tuple(block for part in parts for block in _of_part(part))


def _unwrapped(part: Message, text: str) -> str:
    """Plain text without what format=flowed (RFC 3676) breaks only to fit."""
    text = clean_text(text[:_LONGEST])
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _SOFT.sub(" ", text)
    return _SIGNATURE.sub("\n", text)


def _said(text: str, depth: int = 0) -> Blocks:
    """Paragraphs, and quotes of the letters it answers."""
    blocks: list[Block] = []
    at = 0
    for quoted in _QUOTED.finditer(text) if depth < _DEEPEST else ():
        if quoted.start() and text[quoted.start() - 1] != "\n":
            continue
        blocks += blocks_of(text[at : quoted.start()])
        if inner := _said(_MARK.sub("", quoted[0]), depth + 1):
            blocks.append(Quote(inner))
        at = quoted.end()
    return (*blocks, *blocks_of(text[at:]))


def _without_frame(blocks: Blocks) -> Blocks:
    """The blocks without what newsletters put around them: how to end them, how to see them."""
    kept = list(blocks)
    while kept and (isinstance(kept[-1], Rule) or _is_frame(kept[-1])):
        kept.pop()
    while kept and _is_frame(kept[0]):
        kept.pop(0)
    return tuple(kept)


def _is_frame(block: Block) -> bool:
    text = trim.text_of(block) if isinstance(block, Paragraph) else ""
    return len(text) < _LONGEST_FOOTER and bool(_FOOTER.search(text))


def _name(message: Message) -> str:
    """What tells a letter from others of its mailbox, also when more come to it."""
    told = mime.field(message, "Message-ID").strip("<>")[:300]
    if told:
        return told
    about = "\0".join(mime.field(message, each) for each in ("Date", "From", "Subject"))
    return hashlib.sha256(about.encode("utf-8", "replace")).hexdigest()[:16]


def _date(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))[:200]).astimezone()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _list_name(message: Message) -> str:
    """What the list it came by is called, or the domain of who sent it."""
    named = mime.field(message, "List-Id").partition("<")[0].strip('" ')
    sender = re.search(r"@([\w.-]+)", mime.field(message, "From"))
    return clean_line(named)[:200] or (sender[1].lower() if sender else "")


def _address(text: str) -> str:
    url = text.strip("<> ")
    return url if is_web(url) else ""

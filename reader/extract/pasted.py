"""A plain text, most often pasted from a news page, as an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract import dateline
from reader.extract.byline import authors, listed
from reader.extract.captions import without_captions
from reader.extract.credits import contributors, is_credit, reporters
from reader.extract.head import Head, read_head, start_of_text
from reader.extract.lines import BULLET, UNDERLINE, Line, paragraphs
from reader.extract.moments import is_moment
from reader.extract.roles import (
    address,
    ends_a_sentence,
    is_appeal,
    is_caption,
    is_ending,
    is_label,
    is_lone_sign,
    is_promotion,
    is_prose,
    size,
)
from reader.model.parsed import ExtractedArticle
from reader.text.blocks import Block, Blocks, Heading, Listing, Paragraph, Rule, Spans
from reader.text.clean import clean_line, clean_text
from reader.text.plain import cut, plain
from reader.text.render import to_html
from reader.text.spans import PLAIN, settle, words
from reader.text.url import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 2_000_000
"""Characters; the rest of a longer text is left out."""

LONGEST_TITLE = 120
LONGEST_HEADLINE = 300
"""Characters a line may have to be a headline in full."""

_APPENDIX = 0.34
"""What follows the heading of an appendix is one, up to this share of the text before it."""

_LAST = 8
"""Lines at the end among which credits stand."""

_LONGEST_BOX = 8
"""Lines a list of other articles within the text has, at most."""

_SENTENCE = re.compile(r".+?(?:[.!?…][\"'”’»)\]]*(?=\s)|[。！？]|$)", re.DOTALL)
_RULE = re.compile(r"(?:[*~#=-]\s?){3,}$|⁂$")


def read_pasted(text: str) -> ExtractedArticle | None:
    """The article in a text; None if the text holds nothing to be seen.

    Markup in it is text. What stands around articles on news pages (`extract.wording`) is left
    out; a paragraph with a sentence is not, unless it asks for a subscription or names the owner
    of a picture.
    """
    lines = paragraphs(clean_text(text[:LONGEST]), alone=_stands_alone)
    if not lines:
        return None
    start = start_of_text(lines)
    head = read_head(lines[:start])
    links = [address(line.text) for line in lines[start : start + _LAST] if address(line.text)]
    body, credit = _without_tail(
        [*head.kept, *(line for line in lines[start:] if address(line.text) not in links[:1])]
    )
    body = _without_boxes(without_captions(body))
    place, body = _without_dateline(head, body)
    if not body and not head.title:
        body = list(lines)
    blocks = _blocks(body)
    title = head.title or _first_sentence(body)
    if len(title) > LONGEST_HEADLINE or not blocks:
        blocks = blocks or (Paragraph(_spans(title)),)
    return ExtractedArticle(
        title=clean_line(
            title if head.title and len(title) <= LONGEST_HEADLINE else cut(title, LONGEST_TITLE)
        ),
        byline=head.byline or listed(reporters(credit)),
        dateline=place,
        published_at=head.published_at,
        html=to_html(blocks),
        text=plain(blocks),
        credit=credit,
        contributors=contributors(credit),
        canonical=resolve("", head.canonical or "".join(links[:1])),
    )


def blocks_of(text: str) -> Blocks:
    """A clean text as blocks, all of it: one that has its headline elsewhere, such as a mail."""
    return _blocks(paragraphs(text[:LONGEST], alone=_stands_alone))


def _stands_alone(text: str) -> bool:
    return bool(
        UNDERLINE.match(text)
        or _RULE.match(text)
        or authors(text)
        or is_moment(text)
        or is_label(text)
        or is_ending(text)
        or address(text)
    )


def _without_tail(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines without what pages put below an article, and the line that names contributors."""
    end = next((at for at in range(1, len(lines)) if _is_end(lines, at)), len(lines))
    first = max(end - _LAST, 1)
    credit = [line.text.strip("()[]*_ ") for line in lines[first:] if is_credit(line.text)]
    kept = [*lines[:first], *(line for line in lines[first:end] if not is_credit(line.text))]
    while kept and _is_below(kept[-1].text):
        kept.pop()
    return kept, " ".join(dict.fromkeys(credit))


def _is_end(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing of the article follows a line, and neither is the line of it."""
    text = lines[at].text
    if is_ending(text):
        return _is_appendix(lines, at, _APPENDIX)
    if is_promotion(text) or is_credit(text):
        return len(lines) - at <= _LAST and _is_appendix(lines, at, 0)
    return False


def _is_appendix(lines: Sequence[Line], at: int, most: float) -> bool:
    before = sum(size(line.text) for line in lines[:at] if is_prose(line.text))
    after = sum(size(line.text) for line in lines[at + 1 :] if _is_of_article(line.text))
    return before > 0 and after <= most * before


def _is_of_article(text: str) -> bool:
    around = is_credit(text) or is_promotion(text) or is_appeal(text) or is_ending(text)
    return not around and (is_prose(text) or (size(text) > 3 and ends_a_sentence(text)))


def _is_below(text: str) -> bool:
    """Whether a last line is none of the article's."""
    return (
        is_label(text)
        or is_ending(text)
        or is_promotion(text)
        or is_appeal(text)
        or is_lone_sign(text)
        or is_caption(text)
        or bool(address(text))
        or (is_moment(text) and not is_prose(text))
    )


def _without_boxes(lines: Sequence[Line]) -> list[Line]:
    """The lines without labels, promotions, and lists of other articles between paragraphs."""
    kept: list[Line] = []
    boxed = 0
    for line in lines:
        if is_ending(line.text) and kept:
            boxed = _LONGEST_BOX
        elif is_prose(line.text):
            boxed = 0
        if boxed or _is_between(line.text):
            boxed -= bool(boxed)
        else:
            kept.append(line)
    return kept


def _is_between(text: str) -> bool:
    if is_lone_sign(text):
        return not _RULE.match(text) and not UNDERLINE.match(text)
    return any(map(str.isalpha, text)) and (is_label(text) or is_promotion(text))


def _without_dateline(head: Head, lines: list[Line]) -> tuple[str, list[Line]]:
    for at, line in enumerate(lines[:_LAST]):
        place, rest = dateline.split(line.text)
        if place:
            return place, [*lines[:at], line._replace(text=rest), *lines[at + 1 :]]
    return head.agency, lines


def _first_sentence(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    text = next((line.text for line in lines if is_prose(line.text)), lines[0].text)
    found = _SENTENCE.match(text)
    return found[0].strip() if found else text


def _blocks(lines: Sequence[Line]) -> Blocks:
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        spans = _spans(line.text)
        if not spans:
            continue
        if _RULE.match(line.text) or UNDERLINE.match(line.text):
            blocks.append(Rule())
        elif _is_bullet(lines, at):
            _list(blocks, line.text)
        elif _is_heading(lines, at):
            blocks.append(Heading(2, spans))
        else:
            blocks.append(Paragraph(spans))
    while blocks and isinstance(blocks[-1], Rule):
        blocks.pop()
    return tuple(blocks)


def _spans(text: str) -> Spans:
    return settle([(words(text), PLAIN)])


def _is_bullet(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is one of several that begin with the same sign."""
    found = BULLET.match(lines[at].text)
    if not found or not found[0].strip() or found[0][0].isdigit():
        return False
    near = [lines[beside].text for beside in (at - 1, at + 1) if 0 <= beside < len(lines)]
    return any(text.startswith(found[0][0]) for text in near)


def _list(blocks: list[Block], text: str) -> None:
    spans = _spans(BULLET.sub("", text, count=1))
    item: tuple[Block, ...] = (Paragraph(spans),)
    if not spans:
        return
    if blocks and isinstance(blocks[-1], Listing):
        blocks[-1] = Listing((*blocks[-1].items, item))
    else:
        blocks.append(Listing((item,)))


def _is_heading(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line between sentences names what follows."""
    text = lines[at].text
    if at + 1 >= len(lines) or not 1 <= size(text) <= 10 or len(text) > 80:
        return False
    closed = text[-1] in ",;:)]\"”'’»*" or (ends_a_sentence(text) and text[-1] != "?")
    begins = text[0].isalnum() and not text[0].islower()
    return not closed and begins and at > 0 and not authors(text) and is_prose(lines[at + 1].text)

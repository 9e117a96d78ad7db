"""Foreign HTML straight to what is stored of it, where it is written as most articles are.

What `to_blocks`, `to_html`, `plain` and `excerpt` say together, at a tenth of their price: no
parser, no blocks, one walk along the tags. It does this only for markup whose meaning nobody can
doubt (elements from a short list, every end in its place, nothing hidden); for everything else it
answers None, and the long way is taken. That both say the same is a law (`tests/laws`).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from reader.text.clean import clean_text
from reader.text.media import (
    is_smiley,
    leads_to_picture,
    picture_size,
    picture_url,
    size_attributes,
)
from reader.text.notes import leads_within
from reader.text.quick_blocks import PLAIN, Block, Style, excerpt_of, figure, gathered, paragraph
from reader.text.quick_tags import (
    BOXES,
    DRESSES,
    GATHERING,
    HEADINGS,
    INLINE,
    LINES,
    LISTS,
    REFERENCE,
    Unusual,
    character,
    opened,
)
from reader.text.spans import BREAK, EDGES, line
from reader.text.url import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 300_000
"""Characters; what is longer has earned the long way."""
DEEPEST = 10
"""Elements within each other."""


class Written(NamedTuple):
    """An article's text in the forms that are kept of it."""

    html: str
    excerpt: str
    plain: str


def written(html: str, base_url: str, excerpt: int = 300) -> Written | None:
    """What is stored of a string of HTML, or None where only the long way can tell."""
    parts = _TAG.split(html) if len(html) <= LONGEST and _is_sound(html) else []
    # A "<" that begins no tag, and text without any, which is parted by its empty lines.
    if len(parts) < 2 or html.count("<") != len(parts) // 2:
        return None
    try:
        page = _Page(base_url, is_even="  " not in html)
        page.read(parts)
    except Unusual:
        return None
    plain = "\n\n".join([block.bare for block in page.blocks if block.bare])
    if "  " in plain or not (plain.isascii() or clean_text(plain) == plain):
        return None
    return Written(
        "\n".join([block.html for block in page.blocks]), excerpt_of(page.blocks, excerpt), plain
    )


def _is_sound(html: str) -> bool:
    """Whether there is nothing in it that would have to be cleaned away."""
    if html.isascii():
        return not html.encode().translate(None, _HARMLESS)
    return clean_text(html) == html


class _Element(NamedTuple):
    name: str
    style: Style
    around: list[Block] | None = None
    """The blocks to go on with after it, if it gathers its own."""


_HARMLESS = bytes((9, 10, *range(32, 127)))
_TAG = re.compile(r"<([^<>]*)>")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_DRESSED = {
    tag: (f"<{stored}>", f"/{tag}", f"</{stored}>")
    for tag, stored in (("b", "b"), ("strong", "b"), ("i", "i"), ("em", "i"), ("code", "code"))
}


class _Page:
    """The walk, and where it is."""

    def __init__(self, base: str, *, is_even: bool) -> None:
        self.base = base
        self.is_even = is_even
        """No two blanks stand side by side, but where a tag parts them."""
        self.blocks: list[Block] = []
        self.open: list[_Element] = []
        self.style = PLAIN
        self.pieces: list[tuple[str, Style]] = []
        self.breaks = 0

    def read(self, parts: list[str]) -> None:
        """Take text and tags by turns."""
        self.say(parts[0])
        at = 1
        while at < len(parts):
            tag = parts[at]
            if tag in LINES:
                at = self._line(parts, at)
            elif tag.startswith("/"):
                self.end(tag[1:])
            else:
                self.start(tag)
            if text := parts[at + 1]:
                self.say(text)
            at += 2
        if self.open:
            raise Unusual
        self.flush()

    def say(self, text: str) -> None:
        if "&" in text:
            text = REFERENCE.sub(character, text)
        if "\n" in text or "  " in text or "\t" in text:
            text = _BLANKS.sub(" ", text)
        if not text:
            return
        if text == " " or not text.strip(EDGES):
            if not self.pieces:
                return
        else:
            self.breaks = 0
            if self.open and self.open[-1].name in LISTS:
                raise Unusual
        self.pieces.append((text, self.style))

    def start(self, tag: str) -> None:
        name, attributes = opened(tag)
        inside = self.open[-1].name if self.open else ""
        if (name == "li") != (inside in LISTS) or len(self.open) >= DEEPEST:
            raise Unusual
        if name == "figcaption" and inside != "figure":
            raise Unusual
        if name in INLINE:
            self._begin_inline(name, attributes)
        elif name == "br":
            self._break()
        elif name == "img":
            self._picture(attributes)
        elif inside in INLINE or inside in LINES:
            raise Unusual
        else:
            self._begin_block(name)

    def end(self, name: str) -> None:
        if not self.open or self.open[-1].name != name:
            raise Unusual
        _, self.style, around = self.open[-1]
        if name in INLINE:
            self.open.pop()
            return
        self.flush()
        self.open.pop()
        if around is not None:
            inner, self.blocks = self.blocks, around
            if name == "figure":
                self.blocks += figure(inner)
            elif inner:
                self.blocks.append(gathered(name, inner))

    def flush(self) -> None:
        self.breaks = 0
        pieces = self.pieces
        if not pieces:
            return
        self.pieces = []
        html, bare = paragraph(pieces)
        if bare:
            kind = "p"
            if self.open and not HEADINGS.isdisjoint(each.name for each in self.open):
                kind = next(each.name for each in self.open if each.name in HEADINGS)
            self.blocks.append(Block(f"<{kind}>{html}</{kind}>", bare, bare, kind))

    def _line(self, parts: list[str], at: int) -> int:
        """Take a paragraph or a heading whole, if it is simple; answers where it ends."""
        tag = parts[at]
        inside = self.open[-1].name if self.open else "div"
        if inside in BOXES and inside not in LISTS and tag != "figcaption":
            end = _end_of(parts, at)
            found = self._phrase(parts[at + 1 : end]) if end else None
            if found is not None:
                self.flush()
                html, bare = found
                heading = next((each.name for each in self.open if each.name in HEADINGS), tag)
                self.blocks.append(Block(f"<{heading}>{html}</{heading}>", bare, bare, heading))
                return end
        self.start(tag)
        return at

    def _phrase(self, parts: list[str]) -> tuple[str, str] | None:
        """Text, and runs of it each in one dress, as HTML and bare; None for anything else."""
        bare = "".join(parts[::2])
        if len(parts) % 4 != 1 or not bare or bare[0] in EDGES or bare[-1] in EDGES:
            return None
        if "&" in bare or ">" in bare or "\n" in bare or "\t" in bare:
            return None
        if not self.is_even and "  " in bare:
            return None
        if len(parts) == 1:
            return bare, bare
        html = [parts[0]]
        for at in range(1, len(parts), 4):
            opening, run = parts[at], parts[at + 1]
            dress = _DRESSED.get(opening) or self._link(opening)
            if not run or dress is None or parts[at + 2] != dress[1]:
                return None
            html += (dress[0], run, dress[2], parts[at + 3])
        # Two runs of one dress without anything between them would have to be one.
        return None if "" in parts[4:-1:4] else ("".join(html), bare)

    def _link(self, tag: str) -> tuple[str, str, str] | None:
        """A simple link's tag as it is stored, what must end it, and that as it is stored."""
        if not tag.startswith('a href="') or tag.find('"', 8) != len(tag) - 1 or "&" in tag:
            return None
        reference = tag[8:-1]
        url = "" if leads_within(reference) else resolve(self.base, reference)
        return (f'<a href="{escape(url)}">', "/a", "</a>") if url else None

    def _begin_inline(self, name: str, attributes: Mapping[str, str]) -> None:
        style = self.style
        self.open.append(_Element(name, style))
        if name == "a":
            if any(each.name == "a" for each in self.open[:-1]):
                raise Unusual
            reference = attributes.get("href", "").strip()
            if leads_within(reference):
                raise Unusual
            url = resolve(self.base, reference)
            self.style = Style(style.dress, style.script, url) if url else style
        elif dress := DRESSES.get(name):
            self.style = Style(style.dress | dress, style.script, style.link)
        elif name in ("sub", "sup"):
            self.style = Style(style.dress, name, style.link)

    def _begin_block(self, name: str) -> None:
        self.flush()
        if name == "hr":
            self.blocks.append(Block("<hr>"))
            return
        around = None
        if name in GATHERING:
            around, self.blocks = self.blocks, []
        self.open.append(_Element(name, self.style, around))

    def _break(self) -> None:
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        elif self.pieces:
            self.pieces.append((BREAK, self.style))

    def _picture(self, attributes: Mapping[str, str]) -> None:
        if is_smiley(attributes):
            raise Unusual
        url = picture_url(attributes, self.base)
        if not url:
            return
        link = self.style.link
        leads = link if link != url and not leads_to_picture(link) else ""
        self.flush()
        alt = line(attributes.get("alt", ""), 500)
        told = f' alt="{escape(alt)}"' if alt else ""
        html = f'<img src="{escape(url)}"{told}{size_attributes(*picture_size(attributes, alt))}>'
        html = f'<a href="{escape(leads)}">{html}</a>' if leads else html
        self.blocks.append(Block(html, kind="img"))


def _end_of(parts: list[str], at: int) -> int:
    """Where the next end of an element's name stands; 0 if there is none."""
    try:
        return parts.index(f"/{parts[at]}", at)
    except ValueError:
        return 0

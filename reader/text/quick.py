"""Foreign HTML straight to what is stored of it, where it is written as most articles are.

What `to_blocks`, `to_html`, `plain` and `excerpt` say together, at a tenth of their price: no
parser, no blocks, one walk along the tags. It does this only for markup whose meaning nobody can
doubt (elements from a short list, every end in its place, nothing hidden); for everything else it
answers None, and the long way is taken. That both say the same is a law (`tests/laws`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from html.entities import name2codepoint
from typing import TYPE_CHECKING, NamedTuple

from reader.text.build import is_hidden
from reader.text.clean import clean_text
from reader.text.media import is_smiley, leads_to_picture, picture_url
from reader.text.plain import cut
from reader.text.spans import BREAK, EDGES, collapsed, line
from reader.text.url import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    except _Unusual:
        return None
    plain = "\n\n".join([block.bare for block in page.blocks if block.bare])
    if "  " in plain or not (plain.isascii() or clean_text(plain) == plain):
        return None
    return Written(
        "\n".join([block.html for block in page.blocks]), _excerpt(page.blocks, excerpt), plain
    )


def _is_sound(html: str) -> bool:
    """Whether there is nothing in it that would have to be cleaned away."""
    if html.isascii():
        return not html.encode().translate(None, _HARMLESS)
    return clean_text(html) == html


class _Unusual(Exception):
    """The markup could be meant in more than one way."""


class _Block(NamedTuple):
    """A block as it is stored, and as bare text."""

    html: str
    bare: str = ""
    spoken: str = ""
    """The bare text without captions of pictures."""
    kind: str = ""


class _Style(NamedTuple):
    """The tags a run of text stands in: `text.render` puts them in the same order."""

    dress: int = 0
    """Bits, see `_DRESSES`."""
    script: str = ""
    link: str = ""


class _Element(NamedTuple):
    name: str
    style: _Style
    around: list[_Block] | None = None
    """The blocks to go on with after it, if it gathers its own."""


_HARMLESS = bytes((9, 10, *range(32, 127)))
_TAG = re.compile(r"<([^<>]*)>")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_REFERENCE = re.compile(
    r"&(?:#(\d{1,6}|[xX][0-9a-fA-F]{1,5});|([a-zA-Z]{2,8}[0-9]{0,2});|(?=([\s.,:;!?)]|\Z)|(\w+=)))?"
)
_OPENING = re.compile(r"([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*/?")
_ATTRIBUTE = re.compile(r"([a-z][a-z0-9-]*)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
_CAPTION_CLASS = "wp-caption-text"
_SPECIAL = frozenset(("data-embed", "start"))
"""Attributes that make something else of an element."""

_PLAIN = _Style()
_DRESSES = {  # innermost first, as `text.render` has them
    **dict.fromkeys(("mark", "ins"), 1),
    **dict.fromkeys(("s", "del", "strike"), 2),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), 4),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), 8),
    **dict.fromkeys(("b", "strong"), 16),
}
_DRESSED = {
    tag: (f"<{stored}>", f"/{tag}", f"</{stored}>")
    for tag, stored in (("b", "b"), ("strong", "b"), ("i", "i"), ("em", "i"), ("code", "code"))
}
_DRESS_TAGS = ((16, "b"), (8, "i"), (4, "code"), (2, "s"), (1, "mark"))
_INLINE = frozenset((*_DRESSES, "a", "sub", "sup", "span", "u", "small", "abbr"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = frozenset(("p", "figcaption", *_HEADINGS))
"""Elements that hold text and no blocks."""
_BOXES = frozenset(("div", "section", "article", "blockquote", "li", "ul", "ol", "figure"))
_LISTS = frozenset(("ul", "ol"))
_GATHERING = frozenset(("blockquote", "ul", "ol", "li", "figure", "figcaption"))
_VOID = frozenset(("br", "hr", "img"))
_KNOWN = _INLINE | _LINES | _BOXES | _VOID


class _Page:
    """The walk, and where it is."""

    def __init__(self, base: str, *, is_even: bool) -> None:
        self.base = base
        self.is_even = is_even
        """No two blanks stand side by side, but where a tag parts them."""
        self.blocks: list[_Block] = []
        self.open: list[_Element] = []
        self.style = _PLAIN
        self.pieces: list[tuple[str, _Style]] = []
        self.breaks = 0

    def read(self, parts: list[str]) -> None:
        """Take text and tags by turns."""
        self.say(parts[0])
        at = 1
        while at < len(parts):
            tag = parts[at]
            if tag in _LINES:
                at = self._line(parts, at)
            elif tag.startswith("/"):
                self.end(tag[1:])
            else:
                self.start(tag)
            if text := parts[at + 1]:
                self.say(text)
            at += 2
        if self.open:
            raise _Unusual
        self.flush()

    def say(self, text: str) -> None:
        if "&" in text:
            text = _REFERENCE.sub(_character, text)
        if "\n" in text or "  " in text or "\t" in text:
            text = _BLANKS.sub(" ", text)
        if not text:
            return
        if text == " " or not text.strip(EDGES):
            if not self.pieces:
                return
        else:
            self.breaks = 0
            if self.open and self.open[-1].name in _LISTS:
                raise _Unusual
        self.pieces.append((text, self.style))

    def start(self, tag: str) -> None:
        name, attributes = _opened(tag)
        inside = self.open[-1].name if self.open else ""
        if (name == "li") != (inside in _LISTS) or len(self.open) >= DEEPEST:
            raise _Unusual
        if name == "figcaption" and inside != "figure":
            raise _Unusual
        if name in _INLINE:
            self._begin_inline(name, attributes)
        elif name == "br":
            self._break()
        elif name == "img":
            self._picture(attributes)
        elif inside in _INLINE or inside in _LINES:
            raise _Unusual
        else:
            self._begin_block(name)

    def end(self, name: str) -> None:
        if not self.open or self.open[-1].name != name:
            raise _Unusual
        _, self.style, around = self.open[-1]
        if name in _INLINE:
            self.open.pop()
            return
        self.flush()
        self.open.pop()
        if around is not None:
            inner, self.blocks = self.blocks, around
            if name == "figure":
                self.blocks += _figure(inner)
            elif inner:
                self.blocks.append(_gathered(name, inner))

    def flush(self) -> None:
        self.breaks = 0
        pieces = self.pieces
        if not pieces:
            return
        self.pieces = []
        html, bare = _one(*pieces[0]) if len(pieces) == 1 else _several(pieces)
        if bare:
            kind = "p"
            if self.open and not _HEADINGS.isdisjoint(each.name for each in self.open):
                kind = next(each.name for each in self.open if each.name in _HEADINGS)
            self.blocks.append(_Block(f"<{kind}>{html}</{kind}>", bare, bare, kind))

    def _line(self, parts: list[str], at: int) -> int:
        """Take a paragraph or a heading whole, if it is simple; answers where it ends."""
        tag = parts[at]
        inside = self.open[-1].name if self.open else "div"
        if inside in _BOXES and inside not in _LISTS and tag != "figcaption":
            end = _end_of(parts, at)
            found = self._phrase(parts[at + 1 : end]) if end else None
            if found is not None:
                self.flush()
                html, bare = found
                heading = next((each.name for each in self.open if each.name in _HEADINGS), tag)
                self.blocks.append(_Block(f"<{heading}>{html}</{heading}>", bare, bare, heading))
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
        url = "" if reference.startswith("#") else resolve(self.base, reference)
        return (f'<a href="{escape(url)}">', "/a", "</a>") if url else None

    def _begin_inline(self, name: str, attributes: Mapping[str, str]) -> None:
        style = self.style
        self.open.append(_Element(name, style))
        if name == "a":
            if any(each.name == "a" for each in self.open[:-1]):
                raise _Unusual
            reference = attributes.get("href", "").strip()
            url = "" if reference.startswith("#") else resolve(self.base, reference)
            self.style = _Style(style.dress, style.script, url) if url else style
        elif dress := _DRESSES.get(name):
            self.style = _Style(style.dress | dress, style.script, style.link)
        elif name in ("sub", "sup"):
            self.style = _Style(style.dress, name, style.link)

    def _begin_block(self, name: str) -> None:
        self.flush()
        if name == "hr":
            self.blocks.append(_Block("<hr>"))
            return
        around = None
        if name in _GATHERING:
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
            raise _Unusual
        url = picture_url(attributes, self.base)
        if not url:
            return
        link = self.style.link
        leads = link if link != url and not leads_to_picture(link) else ""
        self.flush()
        alt = line(attributes.get("alt", ""), 500)
        html = f'<img src="{escape(url)}"' + (f' alt="{escape(alt)}">' if alt else ">")
        html = f'<a href="{escape(leads)}">{html}</a>' if leads else html
        self.blocks.append(_Block(html, kind="img"))


def _end_of(parts: list[str], at: int) -> int:
    """Where the next end of an element's name stands; 0 if there is none."""
    try:
        return parts.index(f"/{parts[at]}", at)
    except ValueError:
        return 0


def _gathered(name: str, inner: list[_Block]) -> _Block:
    """A quote, a list or an item, of the blocks that stand in it."""
    html = "\n".join([block.html for block in inner])
    if name == "blockquote":
        bare = "\n\n".join([block.bare for block in inner if block.bare])
        return _Block(f"<blockquote>{html}</blockquote>", bare, bare, "quote")
    if name == "li":
        html = html[3:-4] if len(inner) == 1 and inner[0].kind == "p" else html
        bare = "\n\n".join([block.bare for block in inner if block.bare])
        return _Block(f"<li>{html}</li>", bare, bare, "li")
    if name == "figcaption":
        if len(inner) > 1 or inner[0].kind != "p":
            raise _Unusual
        return _Block(f"<figcaption>{inner[0].html[3:-4]}</figcaption>", inner[0].bare, "", name)
    html = "".join([block.html for block in inner])
    bare = "\n".join([block.bare for block in inner if block.bare])
    return _Block(f"<{name}>{html}</{name}>", bare, bare, "list")


def _figure(inner: list[_Block]) -> list[_Block]:
    """A picture with the caption that stands beside it, or what else a figure holds."""
    captions = [block for block in inner if block.kind == "figcaption"]
    if not captions:
        return inner
    pictures = [block for block in inner if block.kind != "figcaption"]
    if len(captions) > 1 or len(pictures) != 1 or pictures[0].kind != "img":
        raise _Unusual
    html = f"<figure>{pictures[0].html}{captions[0].html}</figure>"
    return [_Block(html, captions[0].bare, "", "img")]


def _one(text: str, style: _Style) -> tuple[str, str]:
    """A paragraph of one run, as HTML and bare."""
    bare = text.strip(EDGES)
    return _dressed(bare, style), bare


def _several(pieces: list[tuple[str, _Style]]) -> tuple[str, str]:
    """A paragraph of several runs; neighbours in one dress are one."""
    html: list[str] = []
    bare: list[str] = []
    run, dress = "", _PLAIN
    for text, style in collapsed(pieces):
        bare.append(text)
        if style == dress:
            run += text
            continue
        if run:
            html.append(_dressed(run, dress))
        run, dress = text, style
    if run:
        html.append(_dressed(run, dress))
    return "".join(html), "".join(bare)


def _dressed(text: str, style: _Style) -> str:
    if "&" in text or ">" in text or "<" in text:
        text = escape(text, quote=False)
    if "\n" in text:
        text = text.replace("\n", "<br>")
    if style is _PLAIN:
        return text
    before, after = _tags(style.dress, style.script)
    html = f"{before}{text}{after}"
    return f'<a href="{escape(style.link)}">{html}</a>' if style.link else html


@lru_cache(maxsize=256)
def _tags(dress: int, script: str) -> tuple[str, str]:
    names = [name for bit, name in _DRESS_TAGS if dress & bit] + ([script] if script else [])
    before = "".join([f"<{name}>" for name in names])
    return before, "".join([f"</{name}>" for name in reversed(names)])


def _excerpt(blocks: list[_Block], limit: int) -> str:
    """As `plain.excerpt`: from the first paragraph on, if there is one."""
    texts = [block for block in blocks if block.kind != "img"]
    first = next((at for at, block in enumerate(texts) if block.kind not in _HEADINGS), 0)
    words: list[str] = []
    length = 0
    for block in texts[first:]:
        if not words and len(block.spoken) > limit and block.spoken.isascii():
            return cut(block.spoken.replace("\n", " "), limit)
        words += block.spoken.split()
        length = sum(map(len, words)) + len(words)
        if length > limit + 1:
            break
    return cut(" ".join(words), limit)


def _character(found: re.Match[str]) -> str:
    """What a character reference stands for, where HTML 4 and every parser agree on it."""
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if 0x20 <= code < 0x7F or 0xA0 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD:
            return chr(code)
    elif name:
        if name in name2codepoint:
            return chr(name2codepoint[name])
    elif found[3] is not None or found[4]:
        return "&"
    raise _Unusual


@lru_cache(maxsize=2048)
def _opened(tag: str) -> tuple[str, Mapping[str, str]]:
    """An opening tag's name and attributes."""
    found = _OPENING.fullmatch(tag)
    if found is None or found[1] not in _KNOWN:
        raise _Unusual
    name = found[1]
    if tag.endswith("/") and name not in _VOID:
        raise _Unusual
    attributes = dict(_attributes(found[2]))
    if is_hidden(name, attributes) or not _SPECIAL.isdisjoint(attributes):
        raise _Unusual
    if _CAPTION_CLASS in attributes.get("class", ""):
        raise _Unusual
    return name, attributes


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for found in _ATTRIBUTE.finditer(text):
        name, value = found[1], found[2] or found[3] or ""
        if name in seen:
            raise _Unusual
        seen.add(name)
        yield name, _REFERENCE.sub(_character, value) if "&" in value else value

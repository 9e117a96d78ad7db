"""Blocks as `quick` makes them: written at once as they are stored, and as bare text."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import NamedTuple

from reader.text.plain import cut
from reader.text.quick_tags import HEADINGS, Unusual
from reader.text.spans import EDGES, collapsed

_DRESS_TAGS = ((32, "small"), (16, "b"), (8, "i"), (4, "code"), (2, "s"), (1, "mark"))


class Block(NamedTuple):
    """A block as it is stored, and as bare text."""

    html: str
    bare: str = ""
    spoken: str = ""
    """The bare text without captions of pictures."""
    kind: str = ""


class Style(NamedTuple):
    """The tags a run of text stands in: `text.render` puts them in the same order."""

    dress: int = 0
    """Bits, see `DRESSES`."""
    script: str = ""
    link: str = ""


PLAIN = Style()


def gathered(name: str, inner: list[Block]) -> Block:
    """A quote, a list or an item, of the blocks that stand in it."""
    html = "\n".join([block.html for block in inner])
    if name == "blockquote":
        bare = "\n\n".join([block.bare for block in inner if block.bare])
        return Block(f"<blockquote>{html}</blockquote>", bare, bare, "quote")
    if name == "li":
        html = html[3:-4] if len(inner) == 1 and inner[0].kind == "p" else html
        bare = "\n\n".join([block.bare for block in inner if block.bare])
        return Block(f"<li>{html}</li>", bare, bare, "li")
    if name == "figcaption":
        if len(inner) > 1 or inner[0].kind != "p":
            raise Unusual
        return Block(f"<figcaption>{inner[0].html[3:-4]}</figcaption>", inner[0].bare, "", name)
    html = "".join([block.html for block in inner])
    bare = "\n".join([block.bare for block in inner if block.bare])
    return Block(f"<{name}>{html}</{name}>", bare, bare, "list")


def figure(inner: list[Block]) -> list[Block]:
    """A picture with the caption that stands beside it, or what else a figure holds."""
    captions = [block for block in inner if block.kind == "figcaption"]
    if not captions:
        return inner
    pictures = [block for block in inner if block.kind != "figcaption"]
    if len(captions) > 1 or len(pictures) != 1 or pictures[0].kind != "img":
        raise Unusual
    html = f"<figure>{pictures[0].html}{captions[0].html}</figure>"
    return [Block(html, captions[0].bare, "", "img")]


def paragraph(pieces: list[tuple[str, Style]]) -> tuple[str, str]:
    """A paragraph of runs of text, as HTML and bare; both empty if nothing would be seen."""
    return _one(*pieces[0]) if len(pieces) == 1 else _several(pieces)


def _one(text: str, style: Style) -> tuple[str, str]:
    """A paragraph of one run, as HTML and bare."""
    bare = text.strip(EDGES)
    return _dressed(bare, style), bare


def _several(pieces: list[tuple[str, Style]]) -> tuple[str, str]:
    """A paragraph of several runs; neighbours in one dress are one."""
    html: list[str] = []
    bare: list[str] = []
    run, dress = "", PLAIN
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


def _dressed(text: str, style: Style) -> str:
    if "&" in text or ">" in text or "<" in text:
        text = escape(text, quote=False)
    if "\n" in text:
        text = text.replace("\n", "<br>")
    if style is PLAIN:
        return text
    before, after = _tags(style.dress, style.script)
    html = f"{before}{text}{after}"
    return f'<a href="{escape(style.link)}">{html}</a>' if style.link else html


@lru_cache(maxsize=256)
def _tags(dress: int, script: str) -> tuple[str, str]:
    names = [name for bit, name in _DRESS_TAGS if dress & bit] + ([script] if script else [])
    before = "".join([f"<{name}>" for name in names])
    return before, "".join([f"</{name}>" for name in reversed(names)])


def excerpt_of(blocks: list[Block], limit: int) -> str:
    """As `plain.excerpt`: from the first paragraph on, if there is one."""
    texts = [block for block in blocks if block.kind != "img"]
    first = next((at for at, block in enumerate(texts) if block.kind not in HEADINGS), 0)
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

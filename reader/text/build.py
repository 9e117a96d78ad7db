"""HTML events to blocks: the target that an lxml parser calls.

Nothing recurses on the input, and each event costs the same however deep it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.text.blocks import Block, Blocks, Code, Heading, Paragraph
from reader.text.clean import clean_text
from reader.text.elements import BEGIN
from reader.text.frames import Attributes, Frame, Kind, complete, grouped
from reader.text.notes import name_in, tied
from reader.text.spans import PLAIN, Piece, Style, is_blank, settle, words

DEEPEST = 12
"""Quotes and lists within each other; what stands deeper is lifted to this depth."""
MOST_FRAMES = 64
MOST_TEXT = 2_000_000
"""Characters; the rest is left out."""
MOST_BLOCKS = 20_000
"""Likewise."""

_DROPPED = frozenset(
    [
        *("script", "style", "template", "title", "noscript", "noframes", "noembed", "dialog"),
        *("input", "button", "select", "textarea", "option", "datalist"),
        *("svg", "canvas", "map", "annotation", "annotation-xml"),
    ]
)
_LINES_OF_CODE = frozenset(["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"])
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|highlight-source-)([\w+#.-]{1,30})", re.ASCII)
_EMPTY_LINES_FIRST = re.compile(r"\A(?:[^\S\n]*\n)+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|font-size\s*:\s*0+(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
_NO_ATTRIBUTES: Attributes = {}


@dataclass(slots=True)
class Open:
    """An element that has begun, and what to return to when it ends."""

    style: Style
    level: int
    frame: Frame | None = None
    is_block: bool = False
    head_of: Frame | None = None
    """The table whose head it is."""
    closing: str = ""
    """Text that belongs to its end, as a quotation mark does."""


class Builder:
    """The parser's target; `close` answers the blocks."""

    def __init__(self, base_url: str, names: frozenset[str] = frozenset()) -> None:
        self.base = base_url
        self.names = names
        """Identifiers that links of the document lead to, see `notes`."""
        self._name = ""
        """One that was met and has no text yet."""
        self.open: list[Open] = []
        self.style = PLAIN
        self.level = 0
        """Level of the heading that text goes to; 0 for a paragraph."""
        self.pieces: list[Piece] = []
        """The paragraph so far."""
        self.breaks = 0
        """Line breaks since text was last seen; two part paragraphs."""
        self.offer = ""
        """The `srcset` of the `source` before an `img`."""
        self._frames = [Frame("page")]
        self._skipping = 0
        self._code: list[str] | None = None
        self._code_depth = 0
        self._language = ""
        self._text_left = MOST_TEXT
        self._blocks_left = MOST_BLOCKS

    # What the parser calls.

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipping or tag in _DROPPED or is_hidden(tag, attributes):
            self._skipping += 1
            return
        self.open.append(Open(self.style, self.level))
        if self.names and (name := name_in(attributes)) in self.names:
            self.style, self._name = self.style._replace(name=name), name
        if self._code is not None:
            self._begin_in_code(self._code, tag, attributes)
        elif (begin := BEGIN.get(tag)) is not None:
            begin(self, tag, attributes)

    def end(self, _tag: str) -> None:
        """The element that began last ends."""
        if self._skipping:
            self._skipping -= 1
            return
        if not self.open:
            return
        if self._code is not None and len(self.open) == self._code_depth:
            self._end_code(self._code)
        element = self.open.pop()
        if element.closing:
            self.say(element.closing)
        if element.is_block:
            self.flush()
        self.style, self.level = element.style, element.level
        if element.head_of is not None:
            element.head_of.in_head = False
        if element.frame is not None:
            self._pop(element.frame)

    def data(self, text: str | bytes) -> None:
        """Text within the element that began last."""
        if self._skipping or self._text_left <= 0 or self.top.kind == "film":
            return
        text = str(text)[: self._text_left]
        self._text_left -= len(text)
        if self._code is not None:
            self._code.append(text)
        elif piece := words(text):
            self.say(piece)

    def comment(self, text: str | bytes) -> None:
        """Comments say nothing to readers."""

    def pi(self, target: str | bytes, data: str | bytes | None = None) -> None:
        """Processing instructions say nothing to readers."""

    def close(self) -> Blocks:
        """The document ends, whatever is still open."""
        self._skipping = 0
        while self.open:
            self.end("")
        self.flush()
        blocks = grouped(self._frames[0].blocks)
        return tied(blocks) if self.names else blocks

    # What elements do.

    @property
    def top(self) -> Frame:
        """The frame that blocks go to."""
        return self._frames[-1]

    def say(self, piece: str) -> None:
        """More text for the paragraph."""
        if not is_blank(piece):
            self.breaks = 0
            if self._name:
                name, self._name = self._name, ""
                self.pieces.append((piece, self.style._replace(name=name)))
                return
        self.pieces.append((piece, self.style))

    def flush(self) -> None:
        """The text so far is a paragraph or a heading, if it is anything."""
        self.breaks = 0
        if not self.pieces:
            return
        spans = settle(self.pieces)
        self.pieces.clear()
        if spans:
            self.add(Heading(self.level, spans) if self.level else Paragraph(spans))

    def add(self, block: Block) -> None:
        """A block that is complete."""
        if self._blocks_left > 0:
            self._blocks_left -= 1
            self.top.blocks.append(block)

    def begin_block(self) -> None:
        """The element stands on lines of its own."""
        self.flush()
        self.open[-1].is_block = True

    def push(
        self, kind: Kind, tag: str = "", attributes: Attributes = _NO_ATTRIBUTES, *, deeper: int = 0
    ) -> bool:
        """Gather what the element holds apart, unless that would be nested too deep."""
        self.begin_block()
        depth = self.top.depth + deeper
        if depth > DEEPEST or len(self._frames) >= MOST_FRAMES:
            return False
        frame = Frame(kind, depth, tag, attributes)
        self._frames.append(frame)
        # A cell without a row opens both; the outer one closes both.
        self.open[-1].frame = self.open[-1].frame or frame
        self.level = 0
        return True

    def begin_code(self, attributes: Attributes) -> None:
        """From here to the end of the element every character counts."""
        self.begin_block()
        self._code = []
        self._code_depth = len(self.open)
        self._language = _language(attributes)

    def _begin_in_code(self, code: list[str], tag: str, attributes: Attributes) -> None:
        self._language = self._language or _language(attributes)
        inside = bool(code) and not code[-1].endswith("\n")
        if tag == "br" or (inside and tag in _LINES_OF_CODE):
            code.append("\n")

    def _end_code(self, code: list[str]) -> None:
        text = _EMPTY_LINES_FIRST.sub("", clean_text("".join(code))).rstrip()
        self._code = None
        if text:
            self.add(Code(text, self._language))

    def _pop(self, last: Frame) -> None:
        while len(self._frames) > 1:
            frame = self._frames.pop()
            complete(frame, self.top)
            if frame is last:
                return


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """Whether a page means an element not to be seen."""
    if not attributes or tag in ("html", "body"):
        return False
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None


def _language(attributes: Attributes) -> str:
    found = _LANGUAGE.search(attributes.get("class", ""))
    return found[1].lower() if found else ""

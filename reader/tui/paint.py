"""Blocks of an article as pieces of a page; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import EMPTY_CONTENT, Content

from reader.text.blocks import (
    Code,
    Embed,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)
from reader.text.clean import clean_line, clean_text
from reader.text.spans import joined
from reader.tui.paint_ink import Ink, line
from reader.tui.paint_news import dateline_in, is_credit
from reader.tui.paint_pieces import Figure, Frame, Grid, Passage, Piece, side_of

if TYPE_CHECKING:
    from reader.text.blocks import Block, Blocks, Spans
    from reader.tui.paint_pieces import Layout

DEEPEST = 24
"""Cells of indent; deeper nesting is drawn no further to the right."""
_BULLETS = ("•", "◦", "▪")
_SHORT_ITEM = 160
"""Characters; a list of longer items gets blank lines between them."""
_TAB = 4
_ORNAMENT = re.compile(r"[⁂❦☙❧]|(?:[*·•∙⋅~#]\s*){3,7}|(?:[-–—_]\s){2,6}[-–—_]")
"""What authors write for a break without a word for it."""
_SOURCE_DASHES = ("—", "–", "―", "-- ")
_LONGEST_SOURCE = 120
"""Characters."""
_INSET = 2
_HANG = 4
_ICON = 32
"""Pixels a side."""
_GLYPHS = {"video": ("▶", "Video"), "audio": ("♪", "Audio"), "frame": ("▤", "Embedded page")}
_BAR = Content.styled("▎ ", ".bar")


def paint(blocks: Blocks, ink: Ink, dateline: str = "") -> list[Piece]:
    """The text of an article; a dateline is set before its first paragraph."""
    painter = _Painter(ink, dateline)
    painter.blocks(blocks, Frame())
    return _credited(painter.pieces)


class _Painter:
    def __init__(self, ink: Ink, dateline: str) -> None:
        self.pieces: list[Piece] = []
        self._ink = ink
        self._dateline = clean_line(dateline)
        self._begun = False
        self._gap = 0
        self._between = EMPTY_CONTENT
        self._depth = 0

    def blocks(self, blocks: Blocks, frame: Frame, *, tight: bool = False) -> None:
        """Blocks one below the other; only the first is drawn beside `frame.first`."""
        previous: Block | None = None
        for block in blocks:
            if previous is not None:
                self._gap, self._between = _gap(previous, block, tight=tight), frame.rest
            count = len(self.pieces)
            self._block(block, frame)
            if len(self.pieces) > count:
                previous = block
                frame = Frame(frame.rest, frame.rest)

    def _block(self, block: Block, frame: Frame) -> None:
        match block:
            case Paragraph(spans):
                self._paragraph(spans, frame)
            case Heading(level, spans):
                dress = f".heading-{min(max(level, 1), 6)}"
                self._passage(self._ink.spans(spans, dress), frame, "title")
            case Quote(inner):
                self._quote(inner, _within(frame, _BAR, _BAR))
            case Listing():
                self._listing(block, frame)
            case Code():
                self._code(block, frame)
            case Table():
                self._table(block, frame)
            case Picture():
                self._picture(block, frame)
            case Embed():
                self._embed(block, frame)
            case Rule():
                self._ornament(frame)

    def _framed(self, frame: Frame) -> Frame:
        """The frame with the gap that is due; it is drawn once."""
        gap, self._gap = self._gap, 0
        return Frame(frame.first, frame.rest, gap, self._between)

    def _passage(self, content: Content, frame: Frame, layout: Layout = "text") -> None:
        if content.plain.strip():
            framed, side = self._framed(frame), side_of(content)
            self.pieces.append(Passage(content, framed, layout, side))

    def _ornament(self, frame: Frame) -> None:
        ornament = Content.styled("·  ·  ·", ".faint")
        self.pieces.append(Passage(ornament, self._framed(frame), align="center"))

    def _quote(self, inner: Blocks, frame: Frame) -> None:
        """Quoted blocks; who is quoted stands close below, if the last line says so."""
        last = inner[-1] if len(inner) > 1 else None
        source = last if isinstance(last, Paragraph) and _is_source(last) else None
        self.blocks(inner[:-1] if source else inner, frame)
        if source:
            after = Frame(frame.rest, frame.rest)
            self._passage(self._ink.spans(source.spans, ".credit"), after)

    def _paragraph(self, spans: Spans, frame: Frame) -> None:
        content = self._ink.spans(spans)
        if _ORNAMENT.fullmatch(content.plain):
            self._ornament(frame)
            return
        if not self._begun and content.plain.strip():
            content = _with_dateline(content, self._dateline)
            self._begun = True
        self._passage(content, frame, "verse" if "\n" in content.plain else "text")

    def _listing(self, listing: Listing, frame: Frame) -> None:
        if listing.terms:
            self._definitions(listing, frame)
            return
        tight = all(_is_short(item) for item in listing.items)
        last = listing.start + len(listing.items) - 1
        size = max(len(str(listing.start)), len(str(last)))
        self._depth += not listing.ordered
        bullet = _BULLETS[(self._depth - 1) % len(_BULLETS)]
        for number, item in enumerate(listing.items, listing.start):
            sign = f" {number:>{size}}. " if listing.ordered else f" {bullet} "
            if number > listing.start:
                self._gap, self._between = 0 if tight else 1, frame.rest
            inner = _within(frame, Content.styled(sign, ".bullet"), Content(" " * len(sign)))
            self.blocks(item, inner, tight=tight)
            frame = Frame(frame.rest, frame.rest)
        self._depth -= not listing.ordered

    def _definitions(self, listing: Listing, frame: Frame) -> None:
        hung = Content(" " * _HANG)
        for number, (term, *told) in enumerate(listing.items):
            if number:
                self._gap, self._between = 1, frame.rest
            self.blocks((term,), frame)
            frame = Frame(frame.rest, frame.rest)
            self.blocks(tuple(told), _within(frame, hung, hung))

    def _code(self, code: Code, frame: Frame) -> None:
        text = clean_text(code.text).expandtabs(_TAB).strip("\n")
        language = clean_line(code.language)
        inset = Content(" " * _INSET)
        inner = _within(frame, inset, inset)
        panel = Passage(Content(""), inner, fill=".code-block", bleed=_INSET)
        if language:
            label = Content.styled(language, ".label")
            self.pieces.append(
                replace(panel, content=label, frame=self._framed(inner), align="right")
            )
        self.pieces.append(
            replace(
                panel,
                content=Content(text),
                frame=self._framed(inner),
                layout="code",
                language=language,
            )
        )

    def _table(self, table: Table, frame: Frame) -> None:
        cells: list[list[Content]] = [
            [self._ink.spans(cell, ".head" if n < table.heads else "") for cell in row]
            for n, row in enumerate(table.rows)
        ]
        if not cells or not cells[0]:
            return
        caption = self._ink.spans(table.caption, ".caption")
        if caption.plain.strip():
            self._passage(caption, frame)
            frame = Frame(frame.rest, frame.rest)
        at = 0
        rows = []
        for row in cells:
            extents = []
            for cell in row:
                extents.append((at, at + len(cell)))
                at += len(cell) + 1
            rows.append(tuple(extents))
        text = Content("\n").join([cell for row in cells for cell in row])
        self.pieces.append(Grid(text, tuple(rows), table.heads, self._framed(frame)))

    def _picture(self, picture: Picture, frame: Frame) -> None:
        caption = self._ink.spans(picture.caption, ".caption")
        if not caption.plain.strip():
            caption = line(picture.alt, ".caption")
        name = self._ink.linked("Picture", picture.link or picture.url)
        text, sign = _captioned("▣", name, caption)
        url, size = ("", (0, 0)) if _is_icon(picture) else (picture.url, _size(picture))
        self.pieces.append(Figure(text, sign, self._framed(frame), url, size))

    def _embed(self, embed: Embed, frame: Frame) -> None:
        glyph, name = _GLYPHS[embed.kind]
        title = line(embed.title, ".caption")
        text, sign = _captioned(glyph, self._ink.linked(name, embed.url), title)
        inner = _within(frame, sign, Content("  "))
        self.pieces.append(Passage(text, self._framed(inner)))


def _captioned(glyph: str, name: Content, caption: Content) -> tuple[Content, Content]:
    """What is said of a picture or a film, and the sign before it."""
    text = Content.assemble(name, "  ", caption) if caption.plain.strip() else name
    return text, Content.styled(f"{glyph} ", ".glyph")


def _is_icon(picture: Picture) -> bool:
    """Whether it is too small to be looked at: an ornament, or something that counts readers."""
    return 0 < picture.height <= _ICON or 0 < picture.width <= _ICON


def _size(picture: Picture) -> tuple[int, int]:
    return picture.width, picture.height


def _within(frame: Frame, first: Content, rest: Content) -> Frame:
    """A frame inside another."""
    if frame.rest.cell_length + rest.cell_length > DEEPEST:
        return frame
    return Frame(frame.first + first, frame.rest + rest)


def _gap(previous: Block, block: Block, *, tight: bool) -> int:
    """Blank lines between two blocks."""
    if isinstance(block, Heading):
        return 2 if block.level <= 2 and not isinstance(previous, Heading | Rule) else 1
    if isinstance(previous, Heading) and previous.level > 2:
        return 0 if isinstance(block, Paragraph) else 1
    return 0 if tight else 1


def _is_source(paragraph: Paragraph) -> bool:
    """Whether the last line of a quotation names who is quoted."""
    text = joined(paragraph.spans)
    return text.startswith(_SOURCE_DASHES) and len(text) <= _LONGEST_SOURCE


def _is_short(item: Blocks) -> bool:
    """Whether an item is a line or two, perhaps with a list below it."""
    match item:
        case (Paragraph(spans),) | (Paragraph(spans), Listing()):
            return sum(len(span.text) for span in spans) <= _SHORT_ITEM
        case (Listing(),) | ():
            return True
    return False


def _with_dateline(content: Content, dateline: str) -> Content:
    """The dateline in its own dress, before the text or, if it is still there, within it."""
    if dateline and not content.plain.startswith(dateline):
        return Content.assemble((dateline, ".dateline"), (" — ", ".faint"), content)
    end, dash = (len(dateline), len(dateline)) if dateline else dateline_in(content.plain)
    return content.stylize(".dateline", 0, end).stylize(".faint", end, dash) if end else content


def _credited(pieces: list[Piece]) -> list[Piece]:
    """The same, with a closing credit in its own dress."""
    if pieces and isinstance(last := pieces[-1], Passage) and is_credit(last.content.plain):
        return [*pieces[:-1], replace(last, content=last.content.stylize_before(".credit"))]
    return pieces

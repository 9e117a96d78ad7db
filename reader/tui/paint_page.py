"""A page: pieces laid out in a width, and the places and words found in it; pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import EMPTY_CONTENT, Content
from textual.content import Span as Dressed

from reader.text.phrase import Sought
from reader.text.words import hits, sought
from reader.tui.paint_ink import name_of, target_of
from reader.tui.paint_pieces import Grid, Line, Piece, line_content, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text, whatever the width: a piece and characters into it."""

    piece: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: where they start and end in the text of a piece."""

    piece: int
    start: int
    end: int


class Page:
    """Pieces as lines of one width, laid out from the top as far as anybody has asked."""

    def __init__(self, pieces: Sequence[Piece] = (), width: int = 72) -> None:
        self.pieces = list(pieces)
        self.width = width
        self.lines: list[Line] = []
        self._tops: list[int] = []
        self._sought: list[Sought] = []

    def put(self, index: int, piece: Piece) -> int:
        """Put a piece in the place of another; answers by how many lines the page has grown."""
        top, old = self.top(index), self.height_of(index)
        new = lines_of(piece, index, self.width)
        self.pieces[index], self.lines[top : top + old] = piece, new
        grown = len(new) - old
        if grown:
            self._tops[index + 1 :] = [each + grown for each in self._tops[index + 1 :]]
        return grown

    def top(self, index: int) -> int:
        """The first line of a piece."""
        self._lay(index + 1)
        return self._tops[index]

    def height_of(self, index: int) -> int:
        """How many lines a piece takes."""
        self._lay(index + 1)
        after = index + 1
        end = self._tops[after] if after < len(self._tops) else len(self.lines)
        return end - self._tops[index]

    @property
    def height(self) -> int:
        """Its lines, all of them."""
        self._lay(len(self.pieces))
        return len(self.lines)

    @property
    def guess(self) -> int:
        """About how many lines it has: those that are laid out, and what the rest may come to."""
        rest = (each.content.plain for each in self.pieces[len(self._tops) :])
        return len(self.lines) + sum(len(text) // self.width + 2 for text in rest)

    def lay_out(self, lines: int) -> bool:
        """Have so many lines; whether that is all of the page."""
        while len(self.lines) < lines and len(self._tops) < len(self.pieces):
            self._lay(len(self._tops) + 1)
        return len(self._tops) == len(self.pieces)

    def has(self, y: int) -> bool:
        """Whether there is such a line."""
        self.lay_out(y + 1)
        return 0 <= y < len(self.lines)

    def _lay(self, pieces: int) -> None:
        for index in range(len(self._tops), pieces):
            self._tops.append(len(self.lines))
            self.lines += lines_of(self.pieces[index], index, self.width)

    def content(
        self,
        y: int,
        hits: Sequence[Hit] = (),
        current: Hit | None = None,
        aim: Hit | None = None,
    ) -> Content:
        """A line ready to be drawn, words found in it marked, and the place a link led to."""
        self.lay_out(y + 1)
        line = self.lines[y]
        content = line_content(line, self.pieces[line.piece])
        if aim is not None and aim.piece == line.piece:
            content = _marked(content, line, aim, ".aim")
        for hit in hits:
            if hit.piece == line.piece:
                content = _marked(content, line, hit, ".hit-current" if hit == current else ".hit")
        return content

    def place(self, y: int) -> Place:
        """What stands at the start of a line."""
        self.lay_out(y + 1)
        if not self.lines:
            return Place()
        line = self.lines[min(max(y, 0), len(self.lines) - 1)]
        return Place(line.piece, line.start)

    def line_at(self, place: Place) -> int:
        """The line in which a place stands now."""
        if not 0 <= place.piece < len(self.pieces):
            return 0
        self._lay(place.piece + 1)
        top = self._tops[place.piece]
        if place.offset == 0:
            return top
        after = place.piece + 1
        end = self._tops[after] if after < len(self._tops) else len(self.lines)
        starts = [line.start for line in self.lines[top:end]]
        if isinstance(self.pieces[place.piece], Grid):
            return top + max(
                (n for n, start in enumerate(starts) if start <= place.offset), default=0
            )
        return top + max(bisect_right(starts, place.offset) - 1, 0)

    def find(self, phrase: str) -> list[Hit]:
        """Where a phrase stands, as `text.phrase` reads it; numbers of links are passed over."""
        if not self._sought:
            self._sought = [Sought(each.content.plain, _markers(each)) for each in self.pieces]
        return [
            Hit(index, start, end)
            for index, sought in enumerate(self._sought)
            for start, end in sought.find(phrase)
        ]

    def find_words(self, sought_for: Sequence[str]) -> list[Hit]:
        """Where any of some words stand, as the search of all articles understands words."""
        wanted = [words for each in sought_for if (words := sought(each))]
        return [
            Hit(index, start, end)
            for index, piece in enumerate(self.pieces)
            for start, end in sorted(
                {tuple(each) for words in wanted for each in hits(piece.content.plain, words)}
            )
        ]

    def named(self, name: str) -> Hit | None:
        """The place of a name that links within the text lead to."""
        return next(
            (
                Hit(index, span.start, span.end)
                for index, piece in enumerate(self.pieces)
                for span in piece.content.spans
                if name_of(span.style) == name
            ),
            None,
        )

    def targets(self, y: int) -> list[tuple[int, str]]:
        """Where on a line links begin, in characters, and where they lead."""
        found: list[tuple[int, str]] = []
        before, end = "", -1
        for span in sorted(self.content(y).spans, key=lambda span: span.start):
            if target := target_of(span.style):
                if target != before or span.start > end:
                    found.append((span.start, target))
                before, end = target, max(end, span.end)
        return found

    def text(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """What stands between two (line, character) points, as it was written: lines that were
        only broken by the width are joined again, and link numbers are left out."""
        out: list[str] = []
        joint: str | None = None
        for y in range(max(start[0], 0), min(end[0] + 1, self.height)):
            line = self.lines[y]
            content = self.content(y)
            last = end[1] if y == end[0] else len(content)
            first = start[1] if y == start[0] else 0
            if joint is not None:
                first = max(first, _drawn_before(line))
            if line.row > 0:  # a picture is one empty line, however tall
                continue
            if y > max(start[0], 0):
                out.append("\n" if joint is None else joint)
            out.append(_unmarked(content, first, last))
            joint = line.joint
        return "".join(out)


def _markers(piece: Piece) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in piece.content.spans if span.style == ".marker"]


def _marked(content: Content, line: Line, hit: Hit, dress: str) -> Content:
    at = 0
    for part in line.parts:
        if isinstance(part, Content):
            at += len(part)
            continue
        first, last = max(part[0], hit.start), min(part[1], hit.end)
        if first < last:
            content = content.stylize(dress, at + first - part[0], at + last - part[0])
        at += part[1] - part[0]
    return content


def _drawn_before(line: Line) -> int:
    """Characters drawn before the text of a line."""
    total = 0
    for part in line.parts:
        if not isinstance(part, Content):
            break
        total += len(part)
    return total


def _unmarked(content: Content, first: int, last: int) -> str:
    markers = [span for span in content.spans if span.style == ".marker"]
    text = content.plain
    kept = "".join(
        text[at]
        for at in range(first, min(last, len(text)))
        if not any(span.start <= at < span.end for span in markers)
    )
    return kept.rstrip(" ") if last >= len(text) else kept


def filled(content: Content, line: Line, width: int) -> Content:
    """A line whose background runs to the end of the column."""
    if not line.fill:
        return content
    spare = max(width - content.cell_length, 0)
    wide = content + Content(" " * spare) if spare else content
    spans = [Dressed(line.filled_from, len(wide), line.fill), *wide.spans]
    return Content(wide.plain, spans) if len(wide) > line.filled_from else EMPTY_CONTENT

"""Text that runs from the right, kept from moving what stands beside it on its line; pure.

A terminal that orders text itself (Unicode TR 9) takes each of its lines for a paragraph from the
left. Without isolates the stop behind an Arabic sentence and a Latin word at its end would jump to
the other side, and two cells of a table would change places. Terminals that order nothing draw
nothing for them. They are ours, and balanced: foreign ones never pass `text.clean`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from reader.tui.paint_pieces import Passage
from reader.tui.paint_wrap import RTL, runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.tui.paint_pieces import Line, Piece

_BEGIN, _END = "\u2067", "\u2069"
"""Right-to-left isolate, pop directional isolate."""


def isolates(line: Line, piece: Piece) -> dict[int, str]:
    """What to put before which characters of a line; nothing for most lines."""
    marks: dict[int, str] = {}
    if not RTL.search(piece.content.plain):
        return marks
    whole = isinstance(piece, Passage) and piece.align == "right"
    at = 0
    for part in line.parts:
        if isinstance(part, tuple):
            text = piece.content.plain[part[0] : part[1]]
            if text and (whole or runs_right_to_left(text)):
                marks[at] = marks.get(at, "") + _BEGIN
                marks[at + len(text)] = _END
            at += len(text)
        else:
            at += len(part)
    return marks


def isolated(segments: Iterable[Segment], marks: Mapping[int, str]) -> list[Segment]:
    """A line with the marks in their places; what the mouse needs to know of it stays."""
    made: list[Segment] = []
    at = 0
    for segment in segments:
        text = segment.text
        marked = "".join(marks.get(at + n, "") + character for n, character in enumerate(text))
        made.append(Segment(marked, segment.style, segment.control))
        at += len(text)
    if made and at in marks:
        last = made[-1]
        made[-1] = Segment(last.text + marks[at], last.style, last.control)
    return made

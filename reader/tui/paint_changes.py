"""What became of an article as pieces of a page; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reader.text.difference import Kept
from reader.text.judge import in_words
from reader.tui.paint_edits import Brush
from reader.tui.paint_head import long_date
from reader.tui.paint_ink import line
from reader.tui.paint_pieces import Frame, Grid, Passage, Stroke, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from reader.text.difference import Changed, Difference
    from reader.tui.paint_pieces import Piece


def paint_changes(
    found: Difference,
    count: int,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    beside: bool = False,
    signs: bool = False,
) -> list[Piece]:
    """The headline, which of `count` versions these are, and the text.

    `beside` sets the older text beside the newer one; `signs` marks edits by signs.
    """
    brush = Brush.of(".inserted", ".deleted", signs=signs)
    pieces: list[Piece] = [
        *_headlines(found, brush),
        Passage(Content.styled(in_words(found.verdict), ".outlet"), Frame(gap=1)),
        Passage(_versions(found, count, now, zone)),
        Stroke(".rule"),
    ]
    for step in found.steps:
        if isinstance(step, Kept):
            pieces.append(_kept(step))
        else:
            pieces.append(_beside_it(step, brush) if beside else _within_it(step, brush))
    if not any(not isinstance(step, Kept) for step in found.steps):
        words = "The text is the same." if found.steps else "The feed gave no text."
        pieces.append(Passage(Content.styled(words, ".faint"), Frame(gap=1)))
    return pieces


def _within_it(step: Changed, brush: Brush) -> Piece:
    """A passage with its edits in it."""
    text = brush.edits(step.edits)
    return Passage(text, Frame(gap=1), align=side_of(text))


def _beside_it(step: Changed, brush: Brush) -> Piece:
    """The older passage on the left and the newer on the right."""
    old, new = brush.edits(step.edits, "old"), brush.edits(step.edits, "new")
    both = old + new
    row = ((0, len(old)), (len(old), len(both)))
    return Grid(both, (row,), frame=Frame(gap=1), even=True)


def _headlines(found: Difference, brush: Brush) -> Iterable[Piece]:
    """The headline; if it is another, both, the older above."""
    changed = any(edit.op != "equal" for edit in found.title)
    if not changed:
        title = line(found.new.title or "(untitled)", ".title")
        yield Passage(title, layout="title", align=side_of(title))
        return
    for name, side in (("Was", "old"), ("Is", "new")):
        label = Content.styled(f"{name:<4}", ".faint")
        title = brush.edits(found.title, side).stylize_before(".title")
        yield Passage(title, Frame(label, Content(" " * len(label))))


def _versions(found: Difference, count: int, now: datetime, zone: tzinfo | None) -> Content:
    older, newer = sorted((found.old, found.new), key=lambda each: each.number)
    words = f"Version {found.old.number} \u2192 {found.new.number} of {count}"
    # A version is dated by the moment it gave way to the next.
    if older.seen_at is not None and newer.number == older.number + 1:
        words += f"\u00a0· seen {_within(long_date(older.seen_at, now, zone))}"
    return Content.styled(words, ".meta")


def _within(date: str) -> str:
    return date[0].lower() + date[1:] if date.startswith(("Today", "Yesterday")) else date


def _kept(step: Kept) -> Piece:
    number = len(step.texts)
    words = f"⋯ {number} paragraph{'' if number == 1 else 's'} unchanged"
    return Passage(Content.styled(words, ".faint"), Frame(gap=1))

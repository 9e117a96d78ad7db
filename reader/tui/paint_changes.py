"""What became of an article as pieces of a page; pure.

What was put in is underlined, what was taken out is struck through, both in colour; where neither
can be relied on, as without colour, they stand in the marks that `dateline diff` writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reader.text.clean import clean_text
from reader.text.difference import Kept
from reader.text.judge import in_words
from reader.tui.paint_head import long_date
from reader.tui.paint_ink import line
from reader.tui.paint_pieces import Frame, Grid, Passage, Stroke, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from reader.text.diff import Edit
    from reader.text.difference import Changed, Difference
    from reader.tui.paint_pieces import Piece

_CLOSING = (*".,;:!?)]}”’»、。，", "")
_SIGNS = {"inserted": ("{+", "+}"), "deleted": ("[-", "-]")}
_NO_SIGNS = {"inserted": ("", ""), "deleted": ("", "")}


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
    brush = _Brush(_SIGNS if signs else _NO_SIGNS)
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
            pieces.append(brush.beside(step) if beside else brush.within(step))
    if not any(not isinstance(step, Kept) for step in found.steps):
        words = "The text is the same." if found.steps else "The feed gave no text."
        pieces.append(Passage(Content.styled(words, ".faint"), Frame(gap=1)))
    return pieces


class _Brush:
    """Sets edits as text."""

    def __init__(self, signs: dict[str, tuple[str, str]]) -> None:
        self._signs = signs

    def within(self, step: Changed) -> Piece:
        """A passage with its edits in it."""
        text = self.edits(step.edits)
        return Passage(text, Frame(gap=1), align=side_of(text))

    def beside(self, step: Changed) -> Piece:
        """The older passage on the left and the newer on the right."""
        old, new = self.edits(step.edits, "old"), self.edits(step.edits, "new")
        both = old + new
        row = ((0, len(old)), (len(old), len(both)))
        return Grid(both, (row,), frame=Frame(gap=1), even=True)

    def edits(self, edits: Sequence[Edit], side: str = "") -> Content:
        """Edits in a row; of one side only, if one is named."""
        parts: list[Content | tuple[str, str]] = []
        for edit in edits:
            if edit.op == "equal":
                parts.append((_shown(edit.old if side == "old" else edit.new), ""))
                continue
            if side != "new":
                runs_on = not side and edit.new[:1] not in _CLOSING
                parts += self._marked(edit.old, "deleted", parted=runs_on)
            if side != "old":
                parts += self._marked(edit.new, "inserted")
        return Content.assemble(*parts)

    def _marked(self, text: str, dress: str, *, parted: bool = False) -> Iterable[tuple[str, str]]:
        """Words in their dress; blanks around them stay outside it."""
        said = text.strip()
        if not said:
            return
        before, _, after = text.partition(said)
        opening, closing = self._signs[dress]
        yield _shown(before), ""
        yield f"{opening}{_shown(said)}{closing}", f".{dress}"
        yield (" " if parted and not opening else _shown(after)), ""


def _headlines(found: Difference, brush: _Brush) -> Iterable[Piece]:
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


def _shown(text: str) -> str:
    return clean_text(text).replace("\t", " ")

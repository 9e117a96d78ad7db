"""Words that were put in and taken out, set in a row with those that stayed; pure.

What was put in is underlined, what was taken out is struck through, both in colour; where neither
can be relied on, as without colour, they stand in the marks that `dateline diff` writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.text.diff import Edit

_CLOSING = (*".,;:!?)]}”’»、。，", "")


class Mark(NamedTuple):
    """How a stretch of words is marked: its style, and the signs around it."""

    style: str
    before: str = ""
    after: str = ""


class Brush(NamedTuple):
    """Sets edits as text."""

    inserted: Mark
    deleted: Mark

    @classmethod
    def of(cls, inserted: str, deleted: str, *, signs: bool) -> Brush:
        """A brush of two styles, with signs beside them where they are wanted."""
        if signs:
            return cls(Mark(inserted, "{+", "+}"), Mark(deleted, "[-", "-]"))
        return cls(Mark(inserted), Mark(deleted))

    def edits(self, edits: Sequence[Edit], side: str = "") -> Content:
        """Edits in a row; of one side only, `old` or `new`, if one is named."""
        parts: list[Content | tuple[str, str]] = []
        for edit in edits:
            if edit.op == "equal":
                parts.append((_shown(edit.old if side == "old" else edit.new), ""))
                continue
            if side != "new":
                runs_on = not side and edit.new[:1] not in _CLOSING
                parts += _marked(edit.old, self.deleted, parted=runs_on)
            if side != "old":
                parts += _marked(edit.new, self.inserted)
        return Content.assemble(*parts)


def _marked(text: str, mark: Mark, *, parted: bool = False) -> Iterable[tuple[str, str]]:
    """Words in their dress; blanks around them stay outside it."""
    said = text.strip()
    if not said:
        return
    before, _, after = text.partition(said)
    yield _shown(before), ""
    yield f"{mark.before}{_shown(said)}{mark.after}", mark.style
    yield (" " if parted and not mark.before else _shown(after)), ""


def _shown(text: str) -> str:
    return clean_text(text).replace("\t", " ")

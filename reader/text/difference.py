"""Two versions of an article side by side: what kind of change lies between them, and where."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from reader.model.errors import NotFound
from reader.text.diff import Edit, diff
from reader.text.html import stored_blocks
from reader.text.judge import Verdict, judge, judge_title
from reader.text.masks import is_label
from reader.text.passages import aligned, passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.article import Revision
    from reader.text.passages import Passage

LONGEST = 1_000_000
"""Characters of safe HTML of a version that are compared."""


class Kept(NamedTuple):
    """Passages that are the same in both."""

    texts: tuple[str, ...]


class Changed(NamedTuple):
    """A passage that came, went or was rewritten."""

    edits: tuple[Edit, ...]
    verdict: Verdict


class Difference(NamedTuple):
    """What became of an article."""

    old: Revision
    new: Revision
    verdict: Verdict
    title: tuple[Edit, ...]
    steps: tuple[Kept | Changed, ...]
    """The text in order. Labels and lists of links, which turn by themselves, are left out."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was put in and taken out of the text."""
        changed = (each for each in self.steps if isinstance(each, Changed))
        return tuple(edit for each in changed for edit in each.edits if edit.op != "equal")


def version(kept: Sequence[Revision], number: int) -> Revision:
    """The version of a number; raises NotFound."""
    if not 1 <= number <= len(kept):
        there = f"versions 1 to {len(kept)}" if len(kept) > 1 else "one version only"
        raise NotFound(f"there is no version {number}", f"The article has {there}.")
    return kept[number - 1]


def compared(old: Revision, new: Revision) -> Difference:
    """The difference of two versions, whichever of them is older."""
    ones = passages(stored_blocks(old.body.html[:LONGEST]))
    others = passages(stored_blocks(new.body.html[:LONGEST]))
    steps = tuple(_steps(_settled(ones, others)))
    verdicts = (each.verdict for each in steps if isinstance(each, Changed))
    verdict = reduce(Verdict.__or__, verdicts, judge_title(old.title, new.title))
    return Difference(old, new, verdict, diff(old.title, new.title), steps)


def _settled(
    old: tuple[Passage, ...], new: tuple[Passage, ...]
) -> Iterable[tuple[Passage | None, Passage | None]]:
    """Both versions in order, what only moved where it is now, and no labels that turned."""
    pairs = list(aligned(old, new))
    gone = {one.key for one, other in pairs if one and not _same(one, other)}
    moved = gone & {other.key for one, other in pairs if other and not _same(one, other)}
    for one, other in pairs:
        if _same(one, other):
            yield one, other
            continue
        left = None if one is None or one.key in moved else one
        right = None if other is None or other.key in moved else other
        if other is not None and right is None:
            yield other, other
        sides = [side for side in (left, right) if side is not None]
        if not all(side.linked or is_label(side.text) for side in sides):
            yield left, right


def _same(one: Passage | None, other: Passage | None) -> bool:
    return one is not None and other is not None and one.key == other.key


def _steps(pairs: Iterable[tuple[Passage | None, Passage | None]]) -> Iterable[Kept | Changed]:
    kept: list[str] = []
    for one, other in pairs:
        if _same(one, other):
            kept.append(other.text if other else "")
            continue
        if kept:
            yield Kept(tuple(kept))
            kept = []
        old, new = one.text if one else "", other.text if other else ""
        yield Changed(diff(old, new), judge(old, new))
    if kept:
        yield Kept(tuple(kept))

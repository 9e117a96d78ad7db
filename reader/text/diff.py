"""What became of a text, as words put in and taken out; made to be read.

Sentences are matched first, then those that were rewritten are paired, then their words: so no
word of one sentence is "kept" in another that only happens to have it too. Time is bounded on any
input: about two seconds for two megabytes that have nothing in common.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.text.align import matches
from reader.text.norm import plainly_set
from reader.text.sentences import ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Op = Literal["equal", "insert", "delete", "replace"]


class Edit(NamedTuple):
    """A stretch of both texts.

    `equal` stretches may differ in white space and typography, which no reader would call a change.
    """

    op: Op
    old: str = ""
    new: str = ""


_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u3099\u309a"
_WORD = re.compile(
    rf"\s+|[0-9]+(?:[.,:][0-9]+)*|[{_UNSPACED}][{_MARKS}]*"
    rf"|(?:(?![{_UNSPACED}])\w)+(?:['’](?:(?![{_UNSPACED}])\w)+)*|.",
    re.DOTALL,
)
"""A word as one, but a character of a script that puts no spaces between words."""

_SAYS_SOMETHING = re.compile(r"\w")

_ALIKE = 0.4
"""Share of words that makes two sentences versions of one (Dice)."""
_PAIRED_WORK = 400_000
_MOST_PAIRED = 2_500
"""Pairs of sentences that are looked at in one place."""
_ISLAND = 3
"""Letters; a shorter word between two changes reads as part of them."""


def diff(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that make one text of another, in its order; `equal` ones between them.

    Their old sides together are the old text and their new sides the new one.
    """
    return tuple(_joined(_sentence_edits(sentences(old), sentences(new))))


def patched(text: str, edits: Sequence[Edit]) -> str:
    """What edits make of the text they are for; raises ValueError for any other text."""
    if "".join(edit.old for edit in edits) != text:
        raise ValueError("these edits are for another text")
    return "".join(edit.new for edit in edits)


def sentences(text: str) -> list[str]:
    """A text cut after its sentences and lines, nothing left out."""
    return [text[start:end] for start, end in pairwise((0, *ends(text)))]


def words(text: str) -> list[str]:
    """A text cut into words, numbers, marks and blanks, nothing left out."""
    return _WORD.findall(text)


def paired(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Those of some sentences or passages that are versions of one another, in the order of both.

    One alone beside one other is taken for its version, whatever the two say.
    """
    if len(old) == len(new) == 1:
        return [(0, 0)]
    if len(old) * len(new) > _MOST_PAIRED:
        return []
    ones = [_bag(each) for each in old]
    others = [_bag(each) for each in new]
    sizes = sum(map(len, ones)) * len(others) + sum(map(len, others)) * len(ones)
    if not old or not new or sizes > _PAIRED_WORK:
        return []
    return _best(len(old), len(new), lambda one, other: _likeness(ones[one], others[other]))


def _keys(texts: Sequence[str]) -> list[str]:
    """What makes two words or sentences the same."""
    known = {each: plainly_set(each) or _blank(each) for each in set(texts)}
    return [known[each] for each in texts]


def _blank(text: str) -> str:
    return "\n" if "\n" in text else " "


def _sentence_edits(old: list[str], new: list[str]) -> Iterator[Edit]:
    ones, others = _keys(old), _keys(new)
    a = b = 0
    for one, other in [*matches(ones, others), (len(old), len(new))]:
        if a < one or b < other:
            yield from _rewritten(old[a:one], new[b:other])
        if one < len(old):
            yield Edit("equal", old[one], new[other])
        a, b = one + 1, other + 1


def _rewritten(old: list[str], new: list[str]) -> Iterator[Edit]:
    """Sentences of which none is the same: versions of one another, or not."""
    a = b = 0
    for one, other in [*paired(old, new), (len(old), len(new))]:
        yield from _whole("".join(old[a:one]), "".join(new[b:other]))
        if one < len(old):
            yield from _word_edits(old[one], new[other])
        a, b = one + 1, other + 1


def _whole(old: str, new: str) -> Iterator[Edit]:
    if old or new:
        yield Edit("replace" if old and new else "delete" if old else "insert", old, new)


def _bag(sentence: str) -> Counter[str]:
    return Counter(word for word in _keys(words(sentence)) if _SAYS_SOMETHING.match(word))


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words, wherever they stand: 0 to 1 (Dice)."""
    return _likeness(_bag(one), _bag(other))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _best(rows: int, columns: int, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pairs in order whose likenesses add up to most."""
    alike = [[likeness(one, other) for other in range(columns)] for one in range(rows)]
    sums = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for one in range(rows - 1, -1, -1):
        for other in range(columns - 1, -1, -1):
            best = max(sums[one + 1][other], sums[one][other + 1])
            if alike[one][other] >= _ALIKE:
                best = max(best, alike[one][other] + sums[one + 1][other + 1])
            sums[one][other] = best
    pairs, one, other = [], 0, 0
    while one < rows and other < columns:
        here = sums[one][other]
        if here == sums[one + 1][other]:
            one += 1
        elif here == sums[one][other + 1]:
            other += 1
        else:
            pairs.append((one, other))
            one, other = one + 1, other + 1
    return pairs


def _word_edits(old: str, new: str) -> Iterator[Edit]:
    """One sentence that was rewritten, word by word; as a whole if little of it is left."""
    ones, others = words(old), words(new)
    edits: list[Edit] = []
    a = b = 0
    pairs = matches(_keys(ones), _keys(others))
    for one, other in [*pairs, (len(ones), len(others))]:
        edits += _whole("".join(ones[a:one]), "".join(others[b:other]))
        if one < len(ones):
            edits.append(Edit("equal", ones[one], others[other]))
        a, b = one + 1, other + 1
    edits = list(_without_islands(list(_joined(edits))))
    kept = sum(_letters(edit.old) for edit in edits if edit.op == "equal")
    if kept < _ALIKE * max(_letters(old), _letters(new)) / 2:
        edits = [*_whole(old, new)]
    yield from edits


def _without_islands(edits: list[Edit]) -> Iterator[Edit]:
    """Changes with only a mark or a short word between them become one."""
    last = len(edits) - 1
    for place, edit in enumerate(edits):
        island = edit.op == "equal" and 0 < place < last and _letters(edit.old) <= _ISLAND
        yield Edit("replace", edit.old, edit.new) if island else edit


def _letters(text: str) -> int:
    return len(_SAYS_SOMETHING.findall(text))


def _joined(edits: Sequence[Edit] | Iterator[Edit]) -> Iterator[Edit]:
    """Neighbours of one kind as one: what is equal, and what is not."""
    old: list[str] = []
    new: list[str] = []
    equal = True
    for edit in edits:
        if (edit.op == "equal") is not equal:
            yield from _run(equal, "".join(old), "".join(new))
            old, new, equal = [], [], not equal
        old.append(edit.old)
        new.append(edit.new)
    yield from _run(equal, "".join(old), "".join(new))


def _run(equal: bool, old: str, new: str) -> Iterator[Edit]:
    if not equal:
        yield from _whole(old, new)
    elif old or new:
        yield Edit("equal", old, new)

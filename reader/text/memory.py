"""What a person has read, kept as numbers: enough to tell what they have not.

A sentence is the set of its terms' keys, without the small words. That is exact, and with eleven
terms in the usual sentence no larger than a MinHash sketch of it (Broder 1997) that could be relied
on. Quotations are remembered word for word besides, as shingles of three words. The words
themselves are not kept.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reader.text.sentences import sentences
from reader.text.terms import key, quotations, terms
from reader.text.words import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.text.sentences import Sentence
    from reader.text.terms import Term

LONGEST = 200_000
"""Characters of a text that are read."""

MOST = 32
"""Terms of a sentence that are kept as one; a longer one is kept as several."""

_SHINGLE = 3
_FORM = 1
"""First byte of what `to_bytes` writes."""

Sketch = tuple[int, ...]
"""Keys of a sentence's terms, rising, each once."""


class Studied(NamedTuple):
    """A text as it is read, so that who reads it twice need not work it out twice."""

    sentences: tuple[tuple[Hit, list[Term]], ...]
    """Where each stands in the text, and its terms."""
    quotes: tuple[tuple[Hit, list[int]], ...]
    """The quotations, each with its shingles."""


def study(text: str) -> Studied:
    """A text as it is read; beyond `LONGEST` characters nothing is."""
    text = text[:LONGEST]
    told = terms(text)
    places = sentences(text)
    parted = zip((Hit(*each) for each in places), _parted(places, told), strict=True)
    return Studied(tuple(parted), tuple(quoted(text, told)))


class Memory:
    """The sentences somebody has read, in any order, from any source; each counts once.

    About 35 bytes a sentence when packed. Two memories of the same sentences are equal.
    """

    def __init__(self) -> None:
        self._sentences: dict[Sketch, int] = {}
        self._order: list[Sketch] = []
        self._places: defaultdict[int, list[int]] = defaultdict(list)
        self._quoted: set[int] = set()

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, key: int) -> bool:
        """Whether a term was read anywhere."""
        return key in self._places

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Memory):
            return NotImplemented
        return self._sentences.keys() == other._sentences.keys() and self._quoted == other._quoted

    __hash__ = None  # type: ignore[assignment]  # it grows

    def read(self, text: str | Studied) -> None:
        """Remember the sentences of a text."""
        studied = study(text) if isinstance(text, str) else text
        for _, told in studied.sentences:
            for each in _sketches(told):
                self._keep(each)
        for _, shingles in studied.quotes:
            self._quoted.update(shingles)

    def __ior__(self, other: Memory) -> Memory:
        """Read what the other has read too."""
        for each in other._order:
            self._keep(each)
        self._quoted |= other._quoted
        return self

    def has_read(self, told: Sequence[Term]) -> bool:
        """Whether a sentence of just these terms was read."""
        return all(each in self._sentences for each in _sketches(told))

    def places(self, key: int) -> Sequence[int]:
        """The numbers of the sentences that have a term."""
        return self._places.get(key, ())

    def sentence(self, number: int) -> Sketch:
        """A sentence by its number, which lasts as long as this object."""
        return self._order[number]

    def share_quoted(self, shingles: Sequence[int]) -> float:
        """The share of a quotation that was read as one."""
        return sum(each in self._quoted for each in shingles) / len(shingles)

    def to_bytes(self) -> bytes:
        """The memory packed: the same for the same sentences."""
        kept = sorted(self._sentences)
        sizes = bytes([len(each) for each in kept])
        counts = len(kept).to_bytes(4, "little") + len(self._quoted).to_bytes(4, "little")
        keys = array("I", chain(chain.from_iterable(kept), sorted(self._quoted)))
        return bytes([_FORM]) + counts + sizes + _little(keys).tobytes()

    @classmethod
    def from_bytes(cls, packed: bytes) -> Memory:
        """What `to_bytes` packed; raises ValueError for anything else."""
        count, quoted = (int.from_bytes(packed[at : at + 4], "little") for at in (1, 5))
        sizes = packed[9 : 9 + count]
        keys = array("I")
        if packed[:1] != bytes([_FORM]) or len(sizes) != count:
            raise ValueError("this is no memory of what was read")
        if len(packed) != 9 + count + keys.itemsize * (sum(sizes) + quoted):
            raise ValueError("this memory of what was read is damaged")
        keys.frombytes(packed[9 + count :])
        keys, memory, start = _little(keys), cls(), 0
        for size in sizes:
            memory._keep(tuple(keys[start : start + size]))
            start += size
        memory._quoted.update(keys[start:])
        return memory

    def _keep(self, sentence: Sketch) -> None:
        if not sentence or sentence in self._sentences:
            return
        number = self._sentences[sentence] = len(self._order)
        self._order.append(sentence)
        for each in sentence:
            self._places[each].append(number)


def by_sentence(text: str, told: Sequence[Term]) -> Iterator[list[Term]]:
    """The terms of a text, parted by its sentences; those of none are an empty list."""
    return _parted(sentences(text), told)


def _parted(places: Iterable[Sentence], told: Iterable[Term]) -> Iterator[list[Term]]:
    waiting = iter(told)
    term = next(waiting, None)
    for _, end in places:
        some = []
        while term and term.start < end:
            some.append(term)
            term = next(waiting, None)
        yield some


def _sketches(told: Sequence[Term]) -> Iterator[Sketch]:
    keys = [each.key for each in told if each.kind != "small"]
    for at in range(0, len(keys), MOST):
        yield tuple(sorted(set(keys[at : at + MOST])))


def quoted(text: str, told: Sequence[Term]) -> Iterator[tuple[Hit, list[int]]]:
    """Each quotation of a text and its shingles; what is shorter than one quotes nobody."""
    at = 0
    for start, end in quotations(text):
        while at < len(told) and told[at].start < start:
            at += 1
        stop = at
        while stop < len(told) and told[stop].end <= end:
            stop += 1
        words = [each.key for each in told[at:stop]]
        if len(words) >= _SHINGLE:
            runs = (words[first : first + _SHINGLE] for first in range(len(words) - _SHINGLE + 1))
            yield Hit(told[at].start, told[stop - 1].end), [key(repr(run)) for run in runs]


def _little(keys: array[int]) -> array[int]:
    if sys.byteorder == "big":
        keys.byteswap()
    return keys

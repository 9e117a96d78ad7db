"""Finding a phrase in a text as a person sees it, and where it stands.

Case, accents, the width of East Asian forms (Unicode NFKD), the kind of quotation marks and dashes,
and the amount of white space do not count; a dakuten does, it makes another letter. What is typed
is found from any letter on, unlike the words of `text.words`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPEWRITTEN = (
    dict.fromkeys("‘’‚‛′`´ʼ", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
# Signs above and below letters, Hebrew points, Arabic vowels and the stretching of lines.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")


class Sought:
    """A text made ready to be searched, more than once."""

    def __init__(self, text: str, left_out: Iterable[tuple[int, int]] = ()) -> None:
        """`left_out`: extents that are not of the text, such as numbers of links."""
        apart = {at for extent in left_out for at in range(*extent)}
        folded: list[str] = []
        self._places: list[int] = []
        """Where in the text each folded character is from."""
        for at, character in enumerate(text):
            if at in apart or not (letters := _folded(character)):
                continue
            if letters == " " and folded and folded[-1] == " ":
                continue
            folded += letters
            self._places += [at] * len(letters)
        self._folded = "".join(folded)

    def find(self, phrase: str) -> list[tuple[int, int]]:
        """The extents of the text that read so, in order; none for a phrase without letters."""
        wanted = "".join(map(_folded, " ".join(phrase.split())))
        found: list[tuple[int, int]] = []
        end = 0
        while wanted and (start := self._folded.find(wanted, end)) >= 0:
            end = start + len(wanted)
            if self._parts(start) and self._parts(end):
                found.append((self._places[start], self._places[end - 1] + 1))
        return found

    def _parts(self, at: int) -> bool:
        """Whether a character of the text begins there, or it ends."""
        return at in (0, len(self._places)) or self._places[at] != self._places[at - 1]


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """What counts of a character; white space is one blank, what shows nothing is nothing."""
    if character.isspace():
        return " "
    if character in _TYPEWRITTEN:
        return _TYPEWRITTEN[character]
    if category(character) == "Cf":
        return ""
    return _MARKS.sub("", normalize("NFKD", character.casefold()))

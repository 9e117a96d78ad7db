"""What a word is, to search and to whoever has to agree with it.

A word is a run of letters and digits, its case and its accents taken away. Scripts that are
written without blanks (Chinese, Japanese, Thai, Lao, Khmer, Burmese) have no such runs: there each
two neighbours are a word, and the last character of a run is one by itself, so that any part of
the run can be found. What is sought are words that follow each other, the last of which may go on:
`clock tow` finds *Clock Tower*, `lock` does not; 東京 finds 東京都 and 今日の東京.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 40
"""Characters of a word that count; what is longer is a code of some kind."""

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a0-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Characters of the scripts without blanks, as a class of a regular expression."""
# Indic vowel signs are no letters to `\w`, but parts of words.
_RUN = re.compile(rf"(?:[^\W_]|[\u0900-\u0963\u0966-\u0dff{UNPARTED}])+")
_PIECE = re.compile(rf"[{UNPARTED}]+|[^{UNPARTED}]+")
_UNPARTED_ONE = re.compile(f"[{UNPARTED}]")
# As it is written, a word has its accents, which stand after their letters in some texts.
_WRITTEN = re.compile(
    rf"(?:[^\W_]|[\u0300-\u036f\u0591-\u06ff\u0900-\u0963\u0966-\u0dff{UNPARTED}])+"
)
_ASCII_RUN = re.compile(r"[a-z0-9]+")
_TAG = re.compile(r"<[^>]*>")
# These end no word: `<b>un</b>seen` is one.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|kbd|mark|q|s|small|strong|sub|sup|u)\b[^>]*>"
)


class Hit(NamedTuple):
    """Where something that was sought stands in a text, in characters."""

    start: int
    end: int


def words_of(text: str) -> list[str]:
    """The words of a text, in its order."""
    return _words_of_folded(_folded(text))


def sought(text: str) -> tuple[str, ...]:
    """The words that a text asks for; none, if it has no letter and no digit."""
    words = words_of(text)
    # The pair before it says so too, and the text that is looked for may go on here.
    ends_alone = len(words) > 1 and len(words[-2]) == 2 and words[-2][1] == words[-1]
    return tuple(words[:-1] if ends_alone and _is_unparted(words[-1]) else words)


def says(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether words have wanted ones next to each other, the last of them perhaps longer."""
    *first, last = wanted
    count = len(first)
    for at, word in enumerate(words[count:]):
        if word.startswith(last) and list(words[at : at + count]) == first:
            return True
    return False


class Searched:
    """Texts that are looked through for many words: what stands in none of them is seen at once."""

    def __init__(self, *texts: str) -> None:
        self._folded = [_folded(text) for text in texts]
        self._all = "\n".join(self._folded)
        self._words: list[list[str]] = []

    def says(self, wanted: Sequence[str]) -> bool:
        """Whether one of the texts has words next to each other, as `says` has it."""
        for word in wanted:
            if word not in self._all:
                return False
        self._words = self._words or [_words_of_folded(each) for each in self._folded]
        return any(says(words, wanted) for words in self._words)


def bare(markup: str) -> str:
    """The text of safe HTML: what is looked through when an article is searched."""
    return html.unescape(_TAG.sub(" ", _INLINE.sub("", markup)))


def hits(text: str, wanted: Sequence[str]) -> list[Hit]:
    """Every place of a text where the wanted words stand."""
    placed = list(_placed(text))
    *first, last = wanted
    count = len(first)
    found = []
    for at in range(len(placed) - count):
        word, _ = placed[at + count]
        same = all(placed[at + i][0] == each for i, each in enumerate(first))
        if same and word.startswith(last):
            start, end = placed[at][1].start, placed[at + count][1].end
            found.append(Hit(start, end))
    return found


def snippet(text: str, wanted: Sequence[Sequence[str]], length: int = 160) -> str:
    """The surroundings of the first place where one of the wanted stands; empty if none does."""
    places = [each[0] for words in wanted if words and (each := hits(text, words))]
    if not places:
        return ""
    start = max(min(places).start - length // 3, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + length
    cut = text.rfind(" ", start, end) if end < len(text) else len(text)
    shown = " ".join(text[start : cut if cut > start else end].split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


def _words_of_folded(folded: str) -> list[str]:
    return [word for run in _runs(folded) for word in _parted(run)]


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    parted = _MARKS.sub("", normalize("NFKD", text.casefold()))
    return normalize("NFC", parted)


def _runs(folded: str) -> list[str]:
    return (_ASCII_RUN if folded.isascii() else _RUN).findall(folded)


def _parted(run: str) -> Iterator[str]:
    if run.isascii():
        yield run[:LONGEST]
        return
    for piece in _PIECE.findall(run):
        if not _is_unparted(piece):
            yield piece[:LONGEST]
            continue
        for at in range(len(piece)):
            yield piece[at : at + 2]


def _is_unparted(piece: str) -> bool:
    return _UNPARTED_ONE.match(piece) is not None


def _placed(text: str) -> Iterator[tuple[str, Hit]]:
    """Every word with its place in the text as it was written."""
    for run in _WRITTEN.finditer(text):
        for piece in _PIECE.finditer(text, *run.span()):
            start, end = piece.span()
            words = words_of(piece[0])
            if _is_unparted(piece[0]) and len(words) == end - start:
                for at, word in enumerate(words, start):  # a word a character, with its neighbour
                    yield word, Hit(at, at + len(word))
            else:
                yield from ((word, Hit(start, end)) for word in words)

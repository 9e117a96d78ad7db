"""Where the sentences of a text end, in any script.

A stop ends a sentence if white space follows (none need, where scripts have no blanks), and then
nothing that goes on: a small letter, a month after an ordinal, or anything after an abbreviation.
Lines end sentences too. Time grows with length alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.text.date_words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = "\"'”’“‘»«›)\\]」』】）］"
_END = re.compile(
    rf"[.!?…؟۔।]{{1,8}}+(?:[\u00a0\u202f]?[{_CLOSING}]| »(?=\s)){{0,4}}+(?P<blank>\s++)"
    rf"|[。！？．｡]{{1,8}}+[{_CLOSING}]{{0,4}}+\s*+|\n\s*+"
)
_NEXT = re.compile(r"[\"'“‘„«»‹(\[¿¡–—-]{0,3}(\w{1,12})")
_LONGEST_SHORT = 24
"""Characters in which an abbreviation shows."""
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“„«])(?:[^\W\d_]|[^\W\d_]\.\s?[^\W\d_]|[A-ZÄÖÜ][a-zäöü]{1,2}"
    r"|(?:Prof|Capt|Cmdr|Maj|Col|Brig|Insp|Messrs|Mme|Mlle|Univ|Dept|Corp|Bros|Abs|Hrsg|geb"
    r"|bzw|ca|vgl|evtl|ggf|inkl|zzgl|sog|vs|etc|approx|resp|env|av|gest|ul|тыс|млн|млрд|руб"
    r"|Sept|Sra|Srta|Dña|dott|avv))\.\s+$"
)
# Two or three letters with a capital are a title or a name cut short; these are words.
_WORDS = re.compile(
    r"(?:^|[\s(\"“„«])(?:So|He|She|We|It|Me|Us|Up|In|On|Out|Now|Yes|Not|Too|War|Sea|Gas|Oil|Law|Tax"
    r"|Ja|Tag|Weg|Uhr|Rat|Ost|Süd|Oui|Non|Sí|Ya|EU|UN|US|UK)\.\s+$"
)
_NUMBERED = re.compile(r"\bN[or]\.\s+$")
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.\s+$")


class Sentence(NamedTuple):
    """Where a sentence stands in its text, in characters, without the blanks around it."""

    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order; what is only white space is none."""
    found, start = [], 0
    for end in ends(text):
        piece = text[start:end]
        if bare := piece.strip():
            begin = start + piece.index(bare[0])
            found.append(Sentence(begin, begin + len(bare)))
        start = end
    return found


def ends(text: str) -> Iterator[int]:
    """The places after each sentence and the blanks behind it; the last is the text's end."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if not found["blank"] or "\n" in found["blank"] or not _goes_on(text, start, end):
            yield end
            start = end
    if start < len(text):
        yield len(text)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a stop is no end: one sentence stands on both sides of it."""
    following = _NEXT.match(text, end)
    word = following[1] if following else ""
    if word[:1].islower():
        return True
    before = text[max(start, end - _LONGEST_SHORT) : end]
    if _ORDINAL.search(before):
        return word.casefold() in MONTHS
    if _NUMBERED.search(before):
        return word[:1].isdigit()
    return bool(_ABBREVIATED.search(before)) and not _WORDS.search(before)

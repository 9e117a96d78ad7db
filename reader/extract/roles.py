"""What a line of a pasted page is: a sentence, or something that stood around the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.wording import (
    APPEAL,
    ASKED_FOR,
    CONTROL,
    KICKERS,
    LABELS,
    PICTURE_CREDIT,
    PLEA,
    PROMOTION,
    SAID,
)
from reader.extract.wording_ends import ENDING, ENDINGS, LAST, POINTER

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LABEL = 200
_LONGEST_CAPTION = 500
_LONGEST_PROMOTION = 60
"""Words."""

_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»›)\]」』]*$")
_TRIMMED = " .,:;!?…*_-–—|›»>→▶►•·\"'()[]"
_SEPARATED = re.compile(r"\s+[/>·•]\s+|\s*[›»→|]\s*")
_SECTION = re.compile(r"[\w&'’., -]+")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ADDRESS = re.compile(
    r"(?:(?:source|url|link|quelle)\s*:\s*)?<?(https?://\S{4,2000}?)>?", re.IGNORECASE
)


def size(text: str) -> int:
    """Words; in scripts without spaces, about as many as their characters make."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def is_prose(text: str) -> bool:
    """Whether a line holds a sentence, so that it is text of the article and no label."""
    count = size(text)
    return count >= 25 or (count >= 9 and bool(_SENTENCE_END.search(text)))


def is_question(text: str) -> bool:
    """Whether it is one sentence that asks or calls, as headlines do too."""
    return len(text) <= 150 and text.rstrip("\"'”’")[-1:] in "?!？！" and ". " not in text


def ends_a_sentence(text: str) -> bool:
    """Whether it closes as a sentence does."""
    return bool(_SENTENCE_END.search(text))


def is_statement(text: str) -> bool:
    """Whether it closes with a full stop: short text does, headlines do not."""
    return size(text) > 2 and text.rstrip("\"'”’")[-1:] in ".。"


def is_label(text: str) -> bool:
    """Whether it is a button, a counter or an advertisement's label."""
    if len(text) > _LONGEST_LABEL or is_prose(text):
        return False
    bare = text.strip(_TRIMMED).lower().replace("’", "'")
    return bare in LABELS or bool(CONTROL.fullmatch(bare) or CONTROL.fullmatch(text))


def is_lone_sign(text: str) -> bool:
    """Whether it holds no letter and no digit."""
    return not _WORD.search(text.replace("_", ""))


def is_promotion(text: str) -> bool:
    """Whether it asks the reader to sign up, follow or subscribe."""
    return (
        size(text) <= _LONGEST_PROMOTION
        and bool(PROMOTION.match(text))
        and bool(ASKED_FOR.search(text))
        and not SAID.search(text)
    )


def is_plea(text: str) -> bool:
    """Whether it is a line of a few sentences that asks the reader to sign up for something."""
    return size(text) <= _LONGEST_PROMOTION and bool(PLEA.search(text)) and not SAID.search(text)


def is_appeal(text: str) -> bool:
    """The same, said as a sentence of an article might be said: for the very end."""
    return (
        size(text) <= _LONGEST_PROMOTION
        and bool(APPEAL.match(text))
        and bool(ASKED_FOR.search(text))
        and not SAID.search(text)
    )


def is_pointer(text: str) -> bool:
    """Whether it says of itself that it leads to another article: `Read also: ...`."""
    return len(text) <= _LONGEST_LABEL and bool(POINTER.match(text))


def is_ending(text: str) -> bool:
    """Whether it is the heading of what pages put after an article."""
    if len(text) > _LONGEST_LABEL:
        return False
    return text.strip(_TRIMMED).lower().replace("’", "'") in ENDINGS or bool(ENDING.fullmatch(text))


def is_last(text: str) -> bool:
    """Whether nothing of the article follows a heading, whatever stands below it."""
    return bool(LAST.match(text))


def is_caption(text: str) -> bool:
    """Whether it names the owner of a picture."""
    return len(text) <= _LONGEST_CAPTION and bool(PICTURE_CREDIT.fullmatch(text))


def is_path(text: str) -> bool:
    """Whether it is the way to the page through the site: `World / Europe`."""
    parts = [part for part in _SEPARATED.split(text.strip(_TRIMMED)) if part]
    return (
        len(parts) >= 2
        and len(text) <= 100
        and all(size(part) <= 3 and bool(_SECTION.fullmatch(part)) for part in parts)
    )


def is_kicker(text: str, following: Sequence[str]) -> bool:
    """Whether a line above others is their section or label rather than the headline."""
    count = size(text)
    if KICKERS.fullmatch(text.strip(_TRIMMED)):
        return True
    headline = next((line for line in following if size(line) > 3), "")
    if not headline or ends_a_sentence(text) or is_prose(headline) or is_statement(headline):
        return False
    if count <= 3 or (text.isupper() and not headline.isupper()):
        return count <= 6
    return count <= 5 and size(headline) > count and _is_titled(text) and not _is_titled(headline)


def address(text: str) -> str:
    """The web address, if a line holds nothing else."""
    found = _ADDRESS.fullmatch(text)
    return found[1] if found else ""


def _is_titled(text: str) -> bool:
    """Whether all longer words begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return len(words) > 1 and all(word[0].isupper() for word in words)

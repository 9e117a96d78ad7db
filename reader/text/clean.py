"""The one door for foreign text: what leaves here cannot drive a terminal.

Removed: C0 controls but newline and tab, DEL, C1 controls (ECMA-48), the bidirectional overrides,
embeddings and isolates (Unicode TR 9; the "Trojan Source" characters), lone surrogates, and
combining marks beyond eight on one base, which no script needs and which hang terminals.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_ON_A_BASE = 8

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")
_MANY_MARKS = re.compile(rf"[\u0300-\U000e01ef]{{{MARKS_ON_A_BASE + 1},}}")
_LINE_ENDS = re.compile("\r\n?|\u2028|\x85")


def clean_text(text: str) -> str:
    """Text of many lines, made safe; line ends become newlines, nothing else moves."""
    if text.isascii() and text.isprintable():
        return text
    text = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n"))
    return _MANY_MARKS.sub(_keep_some_marks, text)


def clean_line(text: str) -> str:
    """Text for one line, made safe; runs of white space become one space, ends are trimmed."""
    return _BLANKS.sub(" ", clean_text(text)).strip()


def is_clean(text: str) -> bool:
    """Whether `clean_text` would leave it as it is."""
    return clean_text(text) == text


def _keep_some_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        # Me and Mn stack on their base; Mc (spacing marks of Indic scripts) take a cell of their own.
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MARKS_ON_A_BASE:
            kept.append(character)
    return "".join(kept)

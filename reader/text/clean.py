"""The one door for foreign text: what leaves here cannot drive a terminal.

Removed: C0 controls but newline and tab, DEL, C1 controls (ECMA-48), the bidirectional overrides,
embeddings and isolates (Unicode TR 9; the "Trojan Source" characters), lone surrogates, tag
characters (invisible ASCII, which hides text from whoever reads and not from what copies), and
combining marks and joiners beyond eight on one base, which no script needs and which hang
terminals.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_ON_A_BASE = 8

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")
# Where marks are found: Han and Hangul, which would make every run long, have none.
_MARKED = (
    "\xad\u0300-\u33ff\ua000-\uabff\ud7b0-\ud7ff\ue000-\uf8ff\ufb00-\U0001ffff\U000e0100-\U000e01ef"
)
_MANY_MARKS = re.compile(f"[{_MARKED}]{{{MARKS_ON_A_BASE + 1},}}")
_LINE_ENDS = re.compile("\r\n?|\u2028|\x85")


def clean_text(text: str) -> str:
    """Text of many lines, made safe; line ends become newlines, nothing else moves."""
    if text.isascii() and text.isprintable():
        return text
    text = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n"))
    return _MANY_MARKS.sub(_keep_some_marks, text)


def clean_line(text: str) -> str:
    """Text for one line, made safe; runs of white space become one space, ends are trimmed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", clean_text(text)).strip()


def is_clean(text: str) -> bool:
    """Whether `clean_text` would leave it as it is."""
    return clean_text(text) == text


def _keep_some_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        # Me, Mn and Cf (joiners, tags) add no cell; Mc (vowel signs of Indic scripts) do.
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 0
        if marks <= MARKS_ON_A_BASE:
            kept.append(character)
    return "".join(kept)

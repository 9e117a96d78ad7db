"""What two writings of the same words have in common: for comparing, never for showing."""

from __future__ import annotations

import re
import unicodedata

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛′`´ʼ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")
    | {"…": "..."}
)
_BLANKS = re.compile(r"\s+")
_NO_LETTERS = re.compile(r"[\W_]+")


def plainly_set(text: str) -> str:
    """A text with typewriter's quotes and dashes, and one blank wherever there are some."""
    return _BLANKS.sub(" ", text.translate(_TYPOGRAPHY)).strip()


def letters(text: str) -> str:
    """Only its letters and digits, case folded (Unicode NFKC): "It’s 5 o'clock" is "its5oclock"."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _NO_LETTERS.sub("", plain.casefold())

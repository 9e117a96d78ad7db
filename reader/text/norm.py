"""What two writings of the same words have in common: for comparing, never for showing."""

from __future__ import annotations

import re
import unicodedata

_TYPOGRAPHY = (
    dict.fromkeys("‘’‚‛′`´ʼ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")
    | {"…": "..."}
)
_TYPOGRAPHIC = re.compile(f"[{''.join(_TYPOGRAPHY)}]")
_NO_LETTERS = re.compile(r"[\W_]+")


def plainly_set(text: str) -> str:
    """A text with typewriter's quotes and dashes, and one blank wherever there are some."""
    if text.isascii():
        text = text.replace("`", "'")
    else:
        text = _TYPOGRAPHIC.sub(lambda found: _TYPOGRAPHY[found[0]], text)
    return " ".join(text.split())


def letters(text: str) -> str:
    """Only its letters and digits, case folded (Unicode NFKC): "It’s 5 o'clock" is "its5oclock"."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _NO_LETTERS.sub("", plain.casefold())

"""What news agencies put into the text itself: the dateline before it, the credit after it; pure.

Only their dress depends on this, never what is kept: so strict forms are enough.
"""

from __future__ import annotations

import re

_DATE = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z]?[a-zé]{2,8}\.?)(?:,? \d{4})?)?"
_AGENCY = r"\([A-Za-z][\w.&/’'À-ÿ -]{1,40}\)"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:, [A-Z][A-Za-z. ]{1,24})??"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: [\w.'’-]+){0,3}(?:, [A-Z][A-Za-z. ]{1,24})??"
_DATELINE = re.compile(
    rf"(?:(?P<agency>(?:{_CAPITALS}|{_NAME}){_DATE} {_AGENCY})(?: ?[—–] ?| --? )"
    rf"|(?P<place>{_CAPITALS}{_DATE})(?: ?[—–] ?| -- ))(?=[\"“‘A-ZÀ-Þ0-9])"
)
_CREDIT = re.compile(
    r"\((?:additional )?(?:reporting|writing|editing|compiled|translated)\b.{4,400}\)",
    re.IGNORECASE | re.DOTALL,
)


def dateline_in(text: str) -> tuple[int, int]:
    """Where the dateline that a text opens with ends, and where the dash after it; 0 for none."""
    found = _DATELINE.match(text)
    if found is None:
        return 0, 0
    line = found["agency"] or found["place"]
    return len(line.rstrip()), found.end()


def is_credit(text: str) -> bool:
    """Whether a paragraph says who reported and edited, and nothing else."""
    return _CREDIT.fullmatch(text.strip()) is not None

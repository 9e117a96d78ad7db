"""What changed in an article that was read, as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.article import Alert

_NAMED = {
    "headline": "the headline",
    "numbers": "numbers",
    "names": "names",
    "quotes": "quotations",
}


def alert_in_words(alert: Alert) -> str:
    """Such as "Reuters changed the headline and numbers of an article you read: “Dam holds”"."""
    title = f"an article you read: “{alert.headline or '(untitled)'}”"
    if "correction" in alert.what:
        return f"{alert.source} corrected {title}"
    named = [words for name, words in _NAMED.items() if name in alert.what]
    if not named:
        return f"{alert.source} rewrote passages of {title}"
    most = ", ".join(named[:-1])
    told = f"{most} and {named[-1]}" if most else named[-1]
    return f"{alert.source} changed {told} of {title}"

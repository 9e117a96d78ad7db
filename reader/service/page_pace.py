"""When an article's own page may be asked for, and what one attempt leaves behind; pure.

A page is no feed: asked once, as a rule, and never twice within an hour, whoever asks. By itself it
is asked again only if its server did not answer, after a pause that doubles, or if the feed has
changed its text; never if its server refused.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reader.model.article import WholeText
from reader.model.errors import FetchError

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.errors import DatelineError
    from reader.model.parsed import ExtractedArticle

FLOOR = timedelta(hours=1)
"""Between two requests for one page."""
LIVE_FLOOR = timedelta(minutes=10)
"""The same while it is a live blog."""
LONGEST = timedelta(days=1)
AFTER_REFUSAL = timedelta(hours=53)
"""How long no page of a house that refused one is asked by itself; as for feeds."""

REFUSALS = frozenset({401, 402, 403, 404, 410, 451})
WALLS = frozenset({401, 402, 403, 451})
"""Of these, what will be the same for the house's other pages."""


def ready_at(
    whole: WholeText | None, now: datetime, *, by_hand: bool, floor: timedelta = FLOOR
) -> datetime | None:
    """From when on a page may be asked; None: not by itself."""
    if whole is None or whole.asked_at > now:  # the clock was set back
        return now
    after = max(whole.asked_at + floor, whole.ready_at or now)
    if by_hand:
        return after
    if whole.ended == "refused" or (whole.ended == "nothing" and not whole.stale):
        return None
    doubled = floor * (1 << min(max(whole.failures - 1, 0), 10))
    return max(after, whole.asked_at + min(doubled, LONGEST))


def given(article: ExtractedArticle, now: datetime) -> WholeText:
    """The text that a page gave, shown from now on."""
    return WholeText(now, article.html, article.dateline, article.credit, shown=True)


def failed(before: WholeText | None, problem: DatelineError, now: datetime) -> WholeText:
    """What is noted of a page that gave nothing; the text that it gave earlier stays."""
    whole = (before or WholeText(now))._replace(asked_at=now, problem=problem.problem)
    whole = whole._replace(hint=problem.hint, ready_at=None)
    if not isinstance(problem, FetchError) or problem.kind in ("size", "refused", "address"):
        return whole._replace(ended="nothing", failures=0, stale=False)
    if problem.status in REFUSALS:
        return whole._replace(ended="refused", failures=0)
    return whole._replace(ready_at=problem.retry_at, failures=whole.failures + 1)

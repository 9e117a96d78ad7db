"""Articles for the tests of stories: invented news, an hour apart unless they say otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reader.model.story import Seen
from reader.service.clustering import backdrop
from reader.stories.clusters import Clusters
from reader.stories.sketch import sketch

BACKDROP = backdrop()
MONDAY = datetime(2026, 11, 2, 6, tzinfo=UTC)


def seen(
    id_: str,
    title: str,
    hours: float = 0,
    source: str = "",
    summary: str = "",
    language: str = "en",
) -> Seen:
    """An article that came some hours after Monday's first."""
    at = MONDAY + timedelta(hours=hours)
    return Seen(id_, at, title, summary, source=source or f"source of {id_}", language=language)


def stories(articles: list[Seen], clusters: Clusters | None = None) -> dict[str, str]:
    """The story of each article, as it was told when it came."""
    clusters = clusters or Clusters()
    return {each.id: clusters.assign(sketch(each, BACKDROP)).story for each in articles}


QUAKE = seen("quake", "Earthquake near Sandhaven leaves 46 dead", 0)
RESCUE = seen("rescue", "Sandhaven earthquake: rescuers search ruins, 46 dead", 2)
CLOCK = seen("clock", "Merrow votes to move its clock tower", 3)
TOLL = seen("toll", "Death toll of Sandhaven earthquake rises to 61", 5)
FERRY = seen("ferry", "Slow ferry to Kestrel resumes after storm", 6)
"""The stories are those of QUAKE, RESCUE and TOLL together, and two articles alone."""

NEWS = [QUAKE, RESCUE, CLOCK, TOLL, FERRY]

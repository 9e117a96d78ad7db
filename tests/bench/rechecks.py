"""False alerts: a page whose surroundings turn at every fetch, asked a thousand times."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.extract import whole
from reader.service import page_pace
from reader.service.reader import Reader
from reader.store import articles, feeds, opened, rechecks
from tests.build import NOON, article
from tests.corpora import CORPORA
from tests.service.test_rechecks import TOLD, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Say = Callable[[str, str], None]

FETCHES = 1_000


def measure(folder: Path, say: Say) -> None:
    """Noise that is told, and rewritten headlines that are found, both through pages."""
    asyncio.run(_measure(folder, say))


async def _measure(folder: Path, say: Say) -> None:
    async with Reader.open(Paths.under(folder / "home")) as reader:
        alerts = await _noise(reader)
        say(f"false alerts in {FETCHES:,} fetches of a page", str(alerts))
        if CORPORA is not None:
            found, classed, of = await _rewritten(reader)
            say("headlines rewritten, found and classed", f"{found} and {classed} of {of}")


async def _noise(reader: Reader) -> int:
    number = await _opened(reader, "noise", "Karun dam bursts near Ahvaz")
    alerts = 0
    for seed in range(FETCHES):
        alerts += await _fetch(reader, number, page(TOLD, seed=seed), seed) is not None
    return alerts


async def _rewritten(reader: Reader) -> tuple[int, int, int]:
    """Each pair of headlines that follow each other, on a page with the same text."""
    path = CORPORA / "stories" / "revisions.jsonl"
    found = classed = pairs = 0
    for line in path.read_text("utf-8").splitlines():
        said = json.loads(line)
        titles = [each["title"] for each in said["versions"]]
        number = await _opened(reader, said["id"], titles[0])
        for seed, title in enumerate(titles):
            what = await _fetch(reader, number, page(TOLD, title, seed), seed)
            if seed and title != titles[seed - 1]:
                pairs += 1
                found += what is not None
                classed += what is not None and "headline" in what
    return found, classed, pairs


async def _opened(reader: Reader, name: str, title: str) -> int:
    url = "https://record.example/feed.xml"
    feed = (await reader._db.write(feeds.add, url, "feed", "Record", "", NOON)).feed_id
    one = article(
        1,
        identity=name,
        guid=name,
        url=f"https://record.example/{name}",
        url_key=f"https://record.example/{name}",
        title=title,
    )
    merged = await reader._db.write(articles.merge, feed, [one], NOON)
    (number,) = merged.change.arrivals
    await reader._db.write(opened.note, number, NOON)
    return number


async def _fetch(reader: Reader, number: int, html: str, turn: int) -> tuple[str, ...] | None:
    """What of a fetch is told; None for nothing."""
    now = NOON + timedelta(hours=turn)
    told = whole.read_whole(
        html.encode(), "https://record.example/x", "text/html", asked="", told=""
    )
    text = page_pace.given(told, now)
    kept = await reader._db.write(rechecks.keep, number, text, told.title, now)
    await reader._db.write(opened.plan, number, now, told.title)
    return kept.verdict.what if kept.verdict.kind == "material" else None

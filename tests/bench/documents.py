"""Feed documents of invented words, some 3.5 kB of text an article, the same on every run."""

from __future__ import annotations

import random
from datetime import timedelta
from email.utils import format_datetime
from itertools import accumulate
from typing import TYPE_CHECKING

from tests.bench.stores import NOW, invented_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ITEM = """<item><title>{title}</title><link>https://bench.example/{feed}/{number}</link>
<guid isPermaLink="false">g-{feed}-{number}</guid><pubDate>{date}</pubDate>
<description>{summary}</description><content:encoded><![CDATA[{html}]]></content:encoded></item>
"""
_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Feed {feed} of the bench</title><link>https://bench.example/{feed}</link>
<description>Invented</description>
{items}</channel></rss>
"""


def write_feeds(folder: Path, feeds: int, items: int) -> None:
    """So many feeds of so many items, as files named by number; those there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    words = invented_words(chance)
    common = list(accumulate(1 / (rank + 1) for rank in range(len(words))))
    pool = chance.choices(words, cum_weights=common, k=1_000_000)

    def some(count: int) -> str:
        at = chance.randrange(len(pool) - count)
        return " ".join(pool[at : at + count])

    for feed in range(feeds):
        path = folder / f"{feed}.xml"
        if not path.exists():
            told = [_item(feed, number, some, chance) for number in range(items)]
            path.write_text(_FEED.format(feed=feed, items="".join(told)), "utf-8")


def _item(feed: int, number: int, some: Callable[[int], str], chance: random.Random) -> str:
    paragraphs = "".join(
        f'<p>{some(60)} <a href="/x/{chance.randrange(9999)}">{some(3)}</a> '
        f"<strong>{some(4)}</strong>. {some(20)}</p>"
        for _ in range(6)
    )
    date = format_datetime(NOW - timedelta(minutes=chance.randrange(60 * 24 * 300)))
    return _ITEM.format(
        title=some(9).capitalize(),
        feed=feed,
        number=number,
        date=date,
        summary=some(30),
        html=paragraphs,
    )

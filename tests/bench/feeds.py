"""Feeds to serve: RSS of invented words, some 150 kB for 40 articles, the same on every run."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_END = datetime(2026, 11, 20, tzinfo=UTC)
_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


class _Words:
    """A vocabulary used as people use theirs: few words often, most of them seldom."""

    def __init__(self, chance: random.Random) -> None:
        syllables = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"]
        words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
        weights = [1 / (rank + 1) for rank in range(len(words))]
        self._pool = chance.choices(words, weights, k=1_000_000)
        self._at = 0

    def some(self, count: int) -> str:
        if self._at + count > len(self._pool):
            self._at = 0
        self._at += count
        return " ".join(self._pool[self._at - count : self._at])


def make_feeds(folder: Path, feeds: int, articles: int, site: str) -> list[str]:
    """Write feeds into a folder that is served as `site`; answers their addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    words = _Words(chance)
    for number in range(feeds):
        items = "".join(_item(words, chance, site, number, each) for each in range(articles))
        (folder / f"{number}.xml").write_text(
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {_SPACES}><channel>'
            f"<title>Feed {number} {words.some(2).title()}</title><link>{site}/{number}</link>"
            f"<description>{words.some(8)}</description>{items}</channel></rss>",
            encoding="utf-8",
        )
    return [f"{site}/{number}.xml" for number in range(feeds)]


def _item(words: _Words, chance: random.Random, site: str, feed: int, number: int) -> str:
    at = _END - timedelta(minutes=chance.randint(0, 60 * 24 * 300))
    body = "".join(_paragraph(words, chance) for _ in range(6))
    figure = f'<figure><img src="/img/{number}.jpg" alt="{words.some(4)}"></figure>'
    return (
        f"<item><title>{words.some(9).capitalize()}</title><link>{site}/{feed}/{number}</link>"
        f'<guid isPermaLink="false">g-{feed}-{number}</guid>'
        f"<dc:creator>{words.some(2).title()}</dc:creator>"
        f"<pubDate>{format_datetime(at)}</pubDate><category>{words.some(1)}</category>"
        f"<description>{words.some(30)}</description>"
        f"<content:encoded><![CDATA[{body}{figure}]]></content:encoded></item>"
    )


def _paragraph(words: _Words, chance: random.Random) -> str:
    link = f'<a href="/x/{chance.randint(1, 9999)}">{words.some(3)}</a>'
    return f"<p>{words.some(60)} {link} <strong>{words.some(4)}</strong>. {words.some(20)}</p>"

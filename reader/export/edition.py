"""What is written out: articles in parts, under a title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from reader.model.article import Article, ArticleBody


class Image(NamedTuple):
    """A picture that is kept."""

    body: bytes
    media_type: str


class Entry(NamedTuple):
    """An article with its text and those of its pictures that are kept."""

    article: Article
    body: ArticleBody
    images: Mapping[str, Image]
    """By their addresses."""

    @property
    def source(self) -> str:
        """Who, where and when, on one line."""
        from reader.text.ages import long_date  # noqa: PLC0415 - names and dates alone need none

        article = self.article
        at = article.published_at or article.updated_at or article.first_seen_at
        facts = (
            ", ".join(article.authors),
            article.feed_title,
            self.body.dateline,
            long_date(at) if at else "",
        )
        return " · ".join(filter(None, facts))


class Part(NamedTuple):
    """Articles that belong together, such as those of a feed."""

    title: str
    """Empty where there is only one part."""
    entries: tuple[Entry, ...]


class Edition(NamedTuple):
    """All that goes into one file."""

    title: str
    made_at: datetime
    parts: tuple[Part, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for part in self.parts for entry in part.entries)

    @property
    def date(self) -> str:
        """The day it was made."""
        return f"{self.made_at.day} {self.made_at:%B %Y}"

    @property
    def language(self) -> str:
        """That of most articles, as BCP 47 writes it; `und` if none says."""
        told = [tag for entry in self.entries if (tag := language_tag(entry.article.language))]
        return max(told, key=told.count) if told else "und"


def single(entry: Entry, made_at: datetime) -> Edition:
    """One article as an edition."""
    return Edition(entry.article.headline, made_at, (Part("", (entry,)),))


def language_tag(told: str) -> str:
    """A language as BCP 47 writes it; empty if feeds wrote something else there."""
    parts = told.strip().replace("_", "-").split("-")
    if not (2 <= len(parts[0]) <= 3 and parts[0].isascii() and parts[0].isalpha()):
        return ""
    region = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    return (
        f"{parts[0].lower()}-{region.upper()}" if region.isascii() and region else parts[0].lower()
    )

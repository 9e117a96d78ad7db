"""What holds of stories whatever comes, in whatever order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.story import Kept
from reader.stories.clusters import Clusters
from reader.stories.sketch import sketch
from tests.rooms.stories.articles import BACKDROP, seen

if TYPE_CHECKING:
    from reader.model.story import Seen

WORDS = [
    "Sandhaven",
    "Merrow",
    "Kestrel",
    "Olsen",
    "quake",
    "clock",
    "tower",
    "ferry",
    "vote",
    "storm",
    "46",
    "61",
    "dead",
    "moves",
]
SOURCES = ["wire", "gazette", "tallyhouse", ""]

_TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
_ARTICLES = st.lists(
    st.tuples(_TITLES, st.integers(0, 80), st.sampled_from(SOURCES), st.sampled_from(["en", "de"])),
    max_size=25,
)


def stream(drawn: list[tuple[str, int, str, str]]) -> list[Seen]:
    """Articles in the order of arrival; the numbers are the hours between them."""
    hours, articles = 0, []
    for number, (title, later, source, language) in enumerate(drawn):
        hours += later
        articles.append(seen(f"a{number}", title, hours, source, "", language))
    return articles


def told(clusters: Clusters, articles: list[Seen]) -> list[object]:
    return [clusters.assign(sketch(each, BACKDROP)) for each in articles]


@settings(max_examples=60, deadline=None)
@given(_ARTICLES, st.integers(0, 25))
def test_nothing_looks_ahead(drawn: list[tuple[str, int, str, str]], cut: int) -> None:
    articles = stream(drawn)
    assert told(Clusters(), articles)[:cut] == told(Clusters(), articles[:cut])


@settings(max_examples=60, deadline=None)
@given(_ARTICLES, st.data())
def test_delivery_again_changes_nothing(
    drawn: list[tuple[str, int, str, str]], data: st.DataObject
) -> None:
    articles = stream(drawn)
    once = told(Clusters(), articles)
    clusters, again = Clusters(), []
    for number, article in enumerate(articles):
        again.append(clusters.assign(sketch(article, BACKDROP)))
        earlier = articles[data.draw(st.integers(max(0, number - 3), number))]
        clusters.assign(sketch(earlier, BACKDROP))
    assert again == once


@settings(max_examples=60, deadline=None)
@given(_ARTICLES, st.integers(0, 25))
def test_a_restart_changes_nothing(drawn: list[tuple[str, int, str, str]], cut: int) -> None:
    articles = stream(drawn)
    straight = told(Clusters(), articles)
    before = Clusters()
    aliases, kept = {}, []
    for article in articles[:cut]:
        answer = before.assign(sketch(article, BACKDROP))
        now = before.kept(article.id)
        assert now is not None
        kept.append(now)
        if answer.merged:
            aliases[answer.merged] = answer.story
    stored = [Kept(*json.loads(json.dumps(each))) for each in kept]
    after = Clusters(stored, aliases)
    assert told(after, articles[cut:]) == straight[cut:]


@settings(max_examples=60, deadline=None)
@given(_ARTICLES)
def test_a_story_is_named_by_an_article_that_came_before(
    drawn: list[tuple[str, int, str, str]],
) -> None:
    articles = stream(drawn)
    clusters = Clusters()
    come: set[str] = set()
    for article in articles:
        come.add(article.id)
        answer = clusters.assign(sketch(article, BACKDROP))
        assert answer.story in come
        assert 0 <= answer.confidence <= 1
        assert answer.possibly in come | {""}
        assert not (answer.possibly and answer.story != article.id)


@settings(max_examples=60, deadline=None)
@given(_ARTICLES, st.data())
def test_what_was_parted_is_never_one_again(
    drawn: list[tuple[str, int, str, str]], data: st.DataObject
) -> None:
    articles = stream(drawn)
    clusters = Clusters()
    parted: list[tuple[str, str]] = []
    for article in articles:
        clusters.assign(sketch(article, BACKDROP))
        kept = clusters.kept(article.id)
        if kept and kept.story != article.id and data.draw(st.booleans()):
            clusters.part({article.id}, kept.story)
            parted.append((article.id, kept.story))
    for article_id, story in parted:
        now = clusters.kept(article_id)
        assert now is None or now.story != clusters.current(story)


@settings(max_examples=200, deadline=None)
@given(st.text(), st.text(), st.text(max_size=12))
def test_any_text_can_be_placed(title: str, summary: str, language: str) -> None:
    article = seen("a", title, 0, "wire", summary, language)
    assert Clusters().assign(sketch(article, BACKDROP)).story == "a"

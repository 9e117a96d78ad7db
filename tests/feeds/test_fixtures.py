"""One fixture, one fact: each file here says in its head what must come of it.

An XML file opens with a comment of TOML, a JSON file has a member `_expect`: `fact` in words, then
`outcome`, `feed`, and one table an article, compared as values. `contains` and `lacks` look into
the article's HTML.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from reader.model.errors import ParseError
from reader.parse.feed import parse_feed

HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.iterdir() if path.suffix in {".xml", ".json"})
URL = "https://paper.example/feeds/news.xml"


def _expectation(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        return dict(json.loads(text)["_expect"])
    comment = re.search(r"<!--\n(fact = .*?)-->", text, re.DOTALL)
    assert comment, f"{path.name} does not say what it is for"
    return tomllib.loads(comment[1])


def _said(thing: Any, name: str) -> Any:
    value = getattr(thing, name)
    if name == "enclosures":
        return [one.url for one in value]
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    return sorted(value) if isinstance(value, frozenset) else _plain(value)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_feed_says_what_its_fixture_expects(path: Path) -> None:
    expected = _expectation(path)
    url = expected.get("url", URL)
    if expected.get("outcome") == "not_feed":
        with pytest.raises(ParseError, match=expected["problem"]):
            parse_feed(path.read_bytes(), url)
        return
    feed = parse_feed(path.read_bytes(), url)
    for name, value in expected.get("feed", {}).items():
        assert _said(feed, name) == value, name
    articles = expected.get("article", [])
    assert len(feed.articles) == expected.get("articles", len(articles))
    for article, wanted in zip(feed.articles, articles, strict=False):
        for part in wanted.pop("contains", []):
            assert part in article.html
        for part in wanted.pop("lacks", []):
            assert part not in article.html
        assert {name: _said(article, name) for name in wanted} == wanted

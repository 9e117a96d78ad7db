"""Saved files of the public corpus become what they are, packed or not."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from reader.model.errors import DatelineError
from reader.model.parsed import Collection, ExtractedArticle, ParsedFeed
from reader.opml.outline import Outline
from reader.service import work
from reader.service.sources import bytes_of
from tests.corpora import CORPORA

ONE = ("article",)
SEVERAL = ("articles", "feed", "opml")
REFUSED = (
    *("empty", "not_text", "no_article", "damaged", "too_large"),
    *("unreadable", "missing", "directory", "not_a_file"),
)


def _cases(outcomes: tuple[str, ...]) -> list[Any]:
    if CORPORA is None:
        return []
    told = json.loads((CORPORA / "local" / "expected.json").read_text("utf-8"))
    return [
        pytest.param(case, id=case["file"])
        for case in told["files"]
        if case["expect"]["outcome"] in outcomes
        and (CORPORA / case["file"]).exists()
        and (os.geteuid() or case["expect"]["outcome"] != "unreadable")  # root may read everything
    ]


def _read(case: dict[str, Any]) -> object:
    assert CORPORA is not None
    path = CORPORA / case["file"]
    return work.read_document(bytes_of(str(path)), path.name, path.as_uri())


@pytest.mark.parametrize("case", _cases(ONE))
def test_a_saved_file_is_the_article_it_is(case: dict[str, Any]) -> None:
    article, expect = _read(case), case["expect"]
    assert isinstance(article, ExtractedArticle)
    assert article.title == (expect["title"] or article.title)
    assert article.byline == (expect["byline"] or "")
    assert (article.published_at and article.published_at.date().isoformat()) == expect["date"]
    assert [text for text in expect["body_must_contain"] if text not in article.text] == []
    assert [text for text in expect["body_must_not_contain"] if text in article.text] == []
    assert [text for text in expect["body_must_not_contain"] if text in article.html] == []
    assert article.text.startswith(expect.get("first_words", ""))
    order = [article.text.index(text) for text in expect.get("order", ())]
    assert order == sorted(order)
    assert article.title not in expect.get("title_not", ())
    assert len(article.title) <= expect.get("title_max_len", 500)
    for name in ("canonical", "site"):
        assert getattr(article, name) == expect.get(name, getattr(article, name))
    for name in ("tags", "contributors"):
        assert list(getattr(article, name)) == expect.get(name, list(getattr(article, name)))


@pytest.mark.parametrize("case", _cases(SEVERAL))
def test_a_file_that_holds_several_gives_them_all(case: dict[str, Any]) -> None:
    found, expect = _read(case), case["expect"]
    match found:
        case Collection() | ParsedFeed():
            titles = [each.title for each in found.articles]
            assert len(titles) == expect["n"]
            assert titles == expect.get("titles", titles)
            assert found.title == expect.get("title", found.title)
        case Outline():
            assert len(found.items) == expect["n_feeds"]
            told = [
                {"url": each.url, "title": each.title, "path": each.folders} for each in found.items
            ]
            assert told == expect.get("feeds", told)
        case _:
            pytest.fail(f"it became {found!r}")


@pytest.mark.parametrize("case", _cases(REFUSED))
def test_a_file_that_is_no_article_is_refused_in_one_sentence(case: dict[str, Any]) -> None:
    with pytest.raises(DatelineError) as refused:
        _read(case)
    assert refused.value.outcome == case["expect"]["outcome"]
    assert case["file"].rpartition("/")[2] in refused.value.problem
    assert refused.value.problem.count(". ") == 0

"""Saved files of the public corpus become the articles they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reader.extract.local import extract
from reader.model.errors import ParseError
from tests.corpora import CORPORA

KINDS = ("txt", "md", "html", "nasty")
REFUSED = ("empty", "not_text", "not_text_or_epub", "no_article", "damaged", "too_large")


def _cases(*, articles: bool) -> list[Any]:
    if CORPORA is None:
        return []
    told = json.loads((CORPORA / "local" / "expected.json").read_text("utf-8"))
    return [
        pytest.param(case, id=case["file"])
        for case in told["files"]
        if case["kind"] in KINDS
        and (
            case["expect"]["outcome"] == "article"
            if articles
            else case["expect"]["outcome"] in REFUSED
        )
        and (CORPORA / case["file"]).is_file()
    ]


@pytest.mark.parametrize("case", _cases(articles=True))
def test_a_saved_file_is_the_article_it_is(case: dict[str, Any]) -> None:
    assert CORPORA is not None
    path, expect = CORPORA / case["file"], case["expect"]
    article = extract(path.read_bytes(), path.name, url=path.as_uri())
    assert article.title == (expect["title"] or article.title)
    assert article.byline == (expect["byline"] or "")
    assert (article.published_at and article.published_at.date().isoformat()) == expect["date"]
    assert [text for text in expect["body_must_contain"] if text not in article.text] == []
    assert [text for text in expect["body_must_not_contain"] if text in article.text] == []
    assert article.text.startswith(expect.get("first_words", ""))
    assert article.title not in expect.get("title_not", ())
    assert len(article.title) <= expect.get("title_max_len", 500)
    for name in ("canonical", "site"):
        assert getattr(article, name) == expect.get(name, getattr(article, name))
    for name in ("tags", "contributors"):
        assert list(getattr(article, name)) == expect.get(name, list(getattr(article, name)))


@pytest.mark.parametrize("case", _cases(articles=False))
def test_a_file_that_is_no_article_is_refused_in_one_sentence(case: dict[str, Any]) -> None:
    assert CORPORA is not None
    path = CORPORA / case["file"]
    with pytest.raises(ParseError) as refused:
        extract(path.read_bytes(), path.name, url=path.as_uri())
    assert path.name in refused.value.problem
    assert refused.value.problem.count(". ") == 0

"""The corpus of real and odd feeds, judged by its own scorer."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from reader.cli.document_shapes import feed_document
from reader.model.errors import ParseError
from reader.parse.feed import parse_feed
from tests.corpora import CORPORA

pytestmark = pytest.mark.skipif(CORPORA is None, reason="the corpora are not on this machine")


def _scorer() -> Any:
    assert CORPORA
    spec = importlib.util.spec_from_file_location("score_feeds", CORPORA / "score_feeds.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(body: bytes, url: str | None, headers: dict[str, str]) -> dict[str, object]:
    try:
        return feed_document(parse_feed(body, url or "", headers.get("content-type", "")))
    except ParseError:
        return {"outcome": "not_feed"}


def test_of_a_hundred_feeds_at_most_one_is_read_wrong() -> None:
    scorer = _scorer()
    rows = scorer.run(_answer, scorer.load())
    wrong = [row["name"] for row in rows if row["ok"] != row["n"]]
    bugs = [row["name"] for row in rows if row["error"]]
    assert not bugs
    assert len(wrong) <= len(rows) / 100, wrong

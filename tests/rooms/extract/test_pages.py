"""The texts of the public corpus of news pages are found, and little else."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from reader.extract.local import extract
from tests.corpora import CORPORA

if TYPE_CHECKING:
    from pathlib import Path

PAGES = CORPORA / "pages" if CORPORA and (CORPORA / "pages").is_dir() else None


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as the corpus' own score counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(len(words) - 3, bool(words))))


def told(pages: Path, name: str, url: str) -> str:
    body = gzip.decompress((pages / "html" / f"{name}.html.gz").read_bytes())
    return extract(body, "page.html", url=url).text


@pytest.mark.skipif(PAGES is None, reason="the corpus is not here")
def test_precision_and_recall_over_the_corpus_are_better_than_any_published_tools() -> None:
    assert PAGES is not None
    truth = json.loads((PAGES / "ground-truth.json").read_text("utf-8"))
    precision, recall = [], []
    for name, page in truth.items():
        found, wanted = shingles(told(PAGES, name, page["url"])), shingles(page["articleBody"])
        both = (found & wanted).total()
        precision.append(both / max(found.total(), 1))
        recall.append(both / max(wanted.total(), 1))
    p, r = mean(precision), mean(recall)
    assert 2 * p * r / (p + r) >= 0.975

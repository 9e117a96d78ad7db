"""Stories as a filter: lines in, lines out."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.corpora import CORPORA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline

LINES = [
    {"id": "a", "time": "2026-11-02T06:00:00Z", "title": "Earthquake near Sandhaven: 46 dead"},
    {"id": "b", "time": "2026-11-02T08:00:00Z", "title": "Merrow votes to move its clock tower"},
    {"id": 3, "time": "2026-11-02T09:00:00Z", "title": "Sandhaven earthquake: 46 dead, 61 missing"},
]


def test_each_line_is_answered_with_its_story_and_a_reason(
    dateline: Dateline, tmp_path: Path
) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, LINES)), "utf-8")
    answer = dateline("cluster", file)
    assert answer.code == 0, answer.err
    assert [(each["id"], each["story"]) for each in answer.lines] == [
        ("a", "a"),
        ("b", "b"),
        ("3", "a"),
    ]
    assert list(answer.lines[0]) == ["id", "story", "confidence", "why"]
    assert "Sandhaven" in answer.lines[2]["why"]
    assert answer.lines[2]["why"].endswith("3 h apart")
    assert not dateline.home.exists()


def test_lines_that_hold_no_article_are_named_and_left_out(dateline: Dateline) -> None:
    lines = ["not json", "[]", '{"title": "no id"}', '{"id": "x", "title": "no time"}', ""]
    answer = dateline("cluster", "-", stdin="\n".join([*lines, json.dumps(LINES[0])]))
    assert answer.code == 1
    assert answer.object["id"] == "a"
    assert [f"line {number}" in answer.err for number in range(1, 7)] == [True] * 4 + [False] * 2


def test_an_answer_does_not_wait_for_the_next_line(dateline: Dateline) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "reader", "cluster", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dateline.environment,
    )
    assert running.stdin
    assert running.stdout
    with running:
        running.stdin.write(json.dumps(LINES[0]).encode() + b"\n")
        running.stdin.flush()
        assert select.select([running.stdout], [], [], 60)[0]
        assert json.loads(os.read(running.stdout.fileno(), 65536))["story"] == "a"
        running.stdin.close()


def test_a_file_that_is_not_there_is_named(dateline: Dateline, tmp_path: Path) -> None:
    answer = dateline("cluster", tmp_path / "none.jsonl")
    assert answer.code != 0
    assert "none.jsonl" in answer.err


@pytest.mark.skipif(CORPORA is None, reason="the corpora are not here")
def test_stories_of_real_feeds_are_found(dateline: Dateline) -> None:
    assert CORPORA is not None
    stream = CORPORA / "stories/feeds2025.beat.dev.jsonl"
    answer = dateline("cluster", stream)
    half = "".join(stream.read_text("utf-8").splitlines(keepends=True)[:185])
    assert dateline("cluster", "-", stdin=half).lines == answer.lines[:185]
    score = [sys.executable, str(CORPORA / "score_stories.py"), str(stream), "/dev/stdin"]
    scored = subprocess.run(score, input=answer.out, capture_output=True, text=True, check=True)
    figures = json.loads(scored.stdout)
    assert figures["b3_f1"] >= 0.9
    assert figures["shown_f1"] >= 0.69

"""`make bench`: what is measured, each figure as a ratio within one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import kills, scale
from tests.bench.painting import first_paint
from tests.bench.scale import EMPTY_APP
from tests.bench.stores import make_store
from tests.corpora import CORPORA

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 9


def main() -> None:
    """Measure all, or the parts that are named, and say what was measured."""
    parts: dict[str, Callable[[], None]] = {
        "paint": paint,
        "corpus": parse_corpus,
        "scale": partial(scale.main, say),
        "kills": partial(kills.main, say),
    }
    for name in sys.argv[1:] or parts:
        parts[name]()


def paint() -> None:
    """First list with 100,000 stored articles, beside an empty Textual app."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        make_store(Path(folder) / "home", 100_000)
        _paint(Path(folder))


def _paint(folder: Path) -> None:
    empty = [sys.executable, "-c", EMPTY_APP]
    ours = [sys.executable, "-m", "reader", "--home", str(folder / "home")]
    pairs = [(first_paint("READYMARK", empty), first_paint("Headline", ours)) for _ in range(RUNS)]
    base = statistics.median(each[0].milliseconds for each in pairs)
    time = statistics.median(each[1].milliseconds for each in pairs)
    say("an empty Textual app, first paint", f"{base:.0f} ms, {pairs[-1][0].megabytes} MB")
    say("dateline with 100,000 articles", f"{time:.0f} ms, {pairs[-1][1].megabytes} MB")
    say("ratio (goal: at most 1.3)", f"{time / base:.2f}")


def parse_corpus() -> None:
    """How many feeds of the corpus are read fully right."""
    if CORPORA is None:
        say("feeds of the corpus", "not measured: there is no corpus here")
        return
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        score = [sys.executable, str(CORPORA / "score_feeds.py"), "--pred", str(answers)]
        answers.write_text(_parse_all(Path(folder)), encoding="utf-8")
        scored = subprocess.run(score, capture_output=True, text=True, check=True)
        say("feeds of the corpus", scored.stdout.strip())


def _parse_all(folder: Path) -> str:
    import json

    assert CORPORA is not None
    cases = json.loads((CORPORA / "feeds/expected.json").read_text("utf-8"))["cases"]
    batch = folder / "batch.jsonl"
    wanted = [
        {
            "name": each["name"],
            "file": str(CORPORA / each["file"]),
            "url": each.get("url", ""),
            "headers": each.get("headers", {}),
        }
        for each in cases
    ]
    batch.write_text("\n".join(map(json.dumps, wanted)), encoding="utf-8")
    command = [sys.executable, "-m", "reader", "parse", "--batch", str(batch), "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def say(what: str, figure: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"{what:<45} {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

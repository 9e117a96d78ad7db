"""`make bench`: what is measured, each figure as a ratio within one run.

`python -m tests.bench paint refresh` measures only the parts it names.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import reader
from tests.bench import gather, kills, novelty, personal, rechecks, scale, stories
from tests.bench.feeds_screen import key_times
from tests.bench.latency import latency
from tests.bench.painting import first_paint
from tests.bench.peers import refreshing
from tests.bench.report import say
from tests.bench.scale import EMPTY_APP
from tests.bench.stores import make_store
from tests.corpora import CORPORA

RUNS = 9


def main() -> None:
    """Measure, and say what was measured."""
    # Where Python is told to write no bytecode, every start would compile us anew.
    compileall.compile_dir(str(Path(reader.__file__).parent), quiet=1)
    parts = {
        "paint": paint,
        "feeds": feeds_screen,
        "personal": lambda folder: personal.measure(folder, say),
        "refresh": refreshing,
        "latency": latency,
        "parse": parse_corpus,
        "scale": lambda _: scale.main(say),
        "stories": lambda _: stories.main(say),
        "gather": lambda folder: gather.measure(folder, say),
        "rechecks": lambda folder: rechecks.measure(folder, say),
        "kills": lambda _: kills.main(say),
        "novelty": lambda _: novelty.measure(say),
    }
    for name in sys.argv[1:] or parts:
        with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
            parts[name](Path(folder))


def paint(folder: Path) -> None:
    """First list with 100,000 stored articles, beside an empty Textual app."""
    make_store(folder / "home", 100_000)
    empty = [sys.executable, "-c", EMPTY_APP]
    ours = [sys.executable, "-m", "reader", "--home", str(folder / "home")]
    pairs = [(first_paint("READYMARK", empty), first_paint("Headline", ours)) for _ in range(RUNS)]
    base = statistics.median(each[0].milliseconds for each in pairs)
    time = statistics.median(each[1].milliseconds for each in pairs)
    say("an empty Textual app, first paint", f"{base:.0f} ms, {pairs[-1][0].megabytes} MB")
    say("dateline with 100,000 articles", f"{time:.0f} ms, {pairs[-1][1].megabytes} MB")
    say("ratio (goal: at most 1.3)", f"{time / base:.2f}")


def feeds_screen(folder: Path) -> None:
    """The feeds screen with 2,000 feeds, beside the same with 20."""
    few_opened, few = key_times(folder / "few", 20)
    many_opened, many = key_times(folder / "many", 2000)
    say("feeds screen, 20 feeds", f"opens in {few_opened:.0f} ms, a key {few:.0f} ms")
    say("feeds screen, 2,000 feeds", f"opens in {many_opened:.0f} ms, a key {many:.0f} ms")
    say("ratio of keys", f"{many / few:.2f}")


def parse_corpus(folder: Path) -> None:
    """How many feeds of the corpus are read fully right."""
    if CORPORA is None:
        say("feeds of the corpus", "not measured: there is no corpus here")
        return
    answers = folder / "answers.jsonl"
    score = [sys.executable, str(CORPORA / "score_feeds.py"), "--pred", str(answers)]
    answers.write_text(_parse_all(folder), encoding="utf-8")
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


if __name__ == "__main__":
    main()

"""Stories: how well they are found, and what an article costs in a small and in a large archive."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.model.story import Seen
from reader.service.clustering import Clustering, backdrop
from reader.stories.clusters import Clusters
from reader.stories.sketch import sketch
from tests.corpora import CORPORA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.model.story import Kept
    from reader.stories.sketch import Sketch

SMALL, LARGE = 10_000, 1_000_000
MEASURED = 2_000
A_DAY = 700
"""Articles of a day of the archive: its two weeks are full when the first ten thousand are in."""
START = datetime(2020, 1, 1, tzinfo=UTC)


def main(say: Callable[[str, str], None]) -> None:
    """Every figure of this file."""
    quality(say)
    cost(say)


def quality(say: Callable[[str, str], None]) -> None:
    """B-cubed F1 on the labelled streams, and articles a second on each."""
    if CORPORA is None:
        say("labelled streams", "not measured: there is no corpus here")
        return
    found = []
    for stream in sorted((CORPORA / "stories").glob("*.dev.jsonl")):
        told, rate = _placed(stream)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as answers:
            answers.write(told)
            answers.flush()
            score = [sys.executable, str(CORPORA / "score_stories.py"), str(stream), answers.name]
            scored = json.loads(subprocess.run(score, capture_output=True, check=True).stdout)
        found.append(scored["b3_f1"])
        figures = f"F1 {scored['b3_f1']:.3f}, shown {scored['shown_f1']:.2f}, {rate:.0f} articles/s"
        say(stream.name.removesuffix(".dev.jsonl"), figures)
    say("mean F1", f"{sum(found) / len(found):.3f}")


def _placed(stream: Path) -> tuple[str, float]:
    articles = [_seen(json.loads(line)) for line in stream.read_text("utf-8").splitlines()]
    clustering = Clustering()
    begun = time.process_time()
    stories = [clustering.place(each).story for each in articles]
    took = time.process_time() - begun
    lines = [
        json.dumps({"id": article.id, "story": story})
        for article, story in zip(articles, stories, strict=True)
    ]
    return "\n".join(lines), len(articles) / took


def _seen(told: dict[str, str]) -> Seen:
    at = datetime.fromisoformat(told["time"])
    texts = (told["title"], told["summary"], told["text"])
    return Seen(told["id"], at, *texts, told["source"], told["lang"])


def cost(say: Callable[[str, str], None]) -> None:
    """What placing an article costs after ten thousand and after a million others.

    The same articles in the same two weeks, once with nothing before them and once with a million
    articles that were kept, by turns, so that a busy machine is busy for both. Sketching is left
    out, for it knows nothing of an archive.
    """
    frequencies = backdrop()
    sketches = [sketch(each, frequencies) for each in archive(SMALL + MEASURED)]
    small = Clusters()
    for each in sketches[:SMALL]:
        small.assign(each)
    begun = time.process_time()
    large = Clusters(_million(sketches[:SMALL]))
    say("a kept article read again", f"{(time.process_time() - begun) / LARGE * 1e6:.0f} us")
    costs = _costs(small, large, sketches[SMALL:])
    each = " against ".join(f"{cost / MEASURED * 1000:.2f}" for cost in reversed(costs))
    ratio = f"{costs[1] / costs[0]:.2f} ({each} ms)"
    say("an article at 1,000,000 / 10,000 (at most 1.3)", ratio)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say("memory at its most", f"{most} MB")


def _million(sketches: list[Sketch]) -> Iterator[Kept]:
    """A million kept articles: those of two weeks, placed once, and moved on for each round."""
    clusters = Clusters()
    rows = []
    for each in sketches:
        clusters.assign(each)
        kept = clusters.kept(each.id)
        assert kept is not None
        rows.append(kept)
    rounds = LARGE // len(rows)
    for number in range(rounds):
        for row in rows:
            at = row.at - (rounds - 1 - number) * _round(len(rows))
            mark = "" if number == rounds - 1 else f"/{number}"
            yield row._replace(id=row.id + mark, at=at, story=row.story + mark)


def _round(size: int) -> int:
    return int(timedelta(days=size / A_DAY).total_seconds())


def _costs(small: Clusters, large: Clusters, sketches: list[Sketch]) -> tuple[float, float]:
    """Seconds of a processor that each takes for the articles, a hundred of them at a time."""
    took = [0.0, 0.0]
    for start in range(0, len(sketches), 100):
        for which, clusters in enumerate((small, large)):
            begun = time.process_time()
            for each in sketches[start : start + 100]:
                clusters.assign(each)
            took[which] += time.process_time() - begun
    return took[0], took[1]


def archive(size: int) -> Iterator[Seen]:
    """Invented news: words as uneven as a language's, a third of it about running stories."""
    chance = random.Random(7)
    words = [f"w{number}" for number in range(60_000)]
    names = [f"Name{number}" for number in range(40_000)]
    running: list[list[str]] = []
    for number in range(size):
        if number % 3 or not running:
            topic = [*chance.sample(names, 3), *(_common(chance, words) for _ in range(4))]
            running = [*running[-200:], topic]
        else:
            topic = chance.choice(running)
        title = " ".join([*chance.sample(topic, 4), *(_common(chance, words) for _ in range(4))])
        lead = " ".join([*topic, *(_common(chance, words) for _ in range(20))])
        at = START + timedelta(days=number / A_DAY)
        yield Seen(f"a{number}", at, title, lead, "", f"s{chance.randrange(300)}", "en")


def _common(chance: random.Random, words: list[str]) -> str:
    """A word, the first ones far oftener than the last (about as Zipf's law has it)."""
    return words[int(len(words) ** chance.random()) - 1]

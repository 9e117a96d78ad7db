"""`feeds --health`: how asking every feed goes, those in trouble first and with the reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.output import NOTHING_YET, note
from reader.cli.running import with_reader
from reader.model.health import STATES
from reader.text.ages import ahead, clock, short_age
from reader.text.cells import cut_cells, wrap_cells
from reader.text.checkup import NAMES, answer_words, problem_of
from reader.text.url import without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reader.cli.output import Dress, Output, Piece
    from reader.config.paths import Paths
    from reader.model.health import Checkup
    from reader.service.reader import Reader

_TITLE_CELLS = 26
_INDENT = 6
_LONGEST_LINE = 100

_HEADS: list[Piece] = [
    (name, "dim") for name in ("id", "state", "asked", "next", "feed", "why then")
]
_DRESS: dict[str, Dress] = {"failing": "bad", "gone": "bad", "redirecting": "star", "slow": "star"}


def show_health(paths: Paths, output: Output) -> int:
    """Write how every subscription is doing."""

    async def run(reader: Reader) -> tuple[list[Checkup], datetime]:
        return await reader.feeds.health(), reader.now().astimezone()

    every, now = with_reader(paths, run)
    every.sort(key=lambda each: (STATES.index(each.state), each.subscription.title.casefold()))
    if output.as_json:
        for each in every:
            output.json(shapes.checkup(each, now))
    elif every:
        _write(every, now, output)
    else:
        note(NOTHING_YET)
    return 0


def _write(every: list[Checkup], now: datetime, output: Output) -> None:
    lines = output.columns([_HEADS, *(_row(each, now) for each in every)], frozenset({0}))
    output.line(*next(lines))
    width = min(output.width or _LONGEST_LINE, _LONGEST_LINE) - _INDENT
    for each, line in zip(every, lines, strict=True):
        output.line(*line)
        for text, dress in _reasons(each, now):
            for part in wrap_cells(text, max(width, 20)):
                output.line(" " * _INDENT, (part, dress))
    told = Counter(each.state for each in every)
    parts = ", ".join(f"{told[state]} {NAMES[state]}" for state in STATES if told[state])
    note(f"{len(every)} feeds: {parts}. `dateline feed show ID` says more.")


def _row(each: Checkup, now: datetime) -> list[Piece]:
    health = each.subscription.health
    age = short_age(health.checked_at, now) if health.checked_at else ""
    return [
        (str(each.id), "dim"),
        (NAMES[each.state], _DRESS.get(each.state, "")),
        (f"{age} {answer_words(each)}".strip(), "dim"),
        (ahead(health.next_check_at, now) if health.next_check_at else "—", ""),
        (cut_cells(each.subscription.title, _TITLE_CELLS), "bold"),
        (health.why, "dim"),
    ]


def _reasons(each: Checkup, now: datetime) -> Iterator[tuple[str, Dress]]:
    """What is wrong, since when, and what to do: only for what needs a person."""
    health = each.subscription.health
    if health.status == "failed":
        since = f" · since {clock(health.failing_since, now)}" if health.failing_since else ""
        times = f", {health.failures} times" if health.failures > 1 else ""
        yield f"{problem_of(each)}{since}{times}", ""
        if health.hint:
            yield health.hint, "dim"
    elif each.state == "redirecting":
        times = "once" if each.pace.moving_times == 1 else f"{each.pace.moving_times} times"
        yield f"moving to {without_secrets(health.moving_to)}, told {times}", ""

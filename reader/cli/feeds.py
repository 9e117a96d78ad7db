"""Commands on subscriptions that are there: refresh, feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command
from reader.cli.output import NOTHING_YET, complain, complain_of, note
from reader.cli.running import with_reader
from reader.model.errors import DatelineError
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from reader.cli.arguments import Commands
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths
    from reader.model.article import Alert
    from reader.model.feed import Subscription
    from reader.model.outcome import Report
    from reader.service.reader import Reader


_CONNECT = "Check this machine's connection."


AT_ONCE = 2_000
"""New articles that a refresh also puts into stories; more are left to the reader, or `stories`."""

MOST_CHANGES = 5
"""Articles whose changes a refresh tells one by one."""


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(commands, "refresh", refresh, "asks feeds that are due for news")
    parser.add_argument("feeds", metavar="FEED", nargs="*", help="an id, address or part of a name")
    parser.add_argument("--force", action="store_true", help="ask even if it is early")

    parser = command(commands, "feeds", subscriptions, "lists subscriptions")
    parser.add_argument(
        "--health",
        action="store_true",
        help="how asking went, when it is next, and why then; what is in trouble first",
    )


def refresh(asked: Namespace, paths: Paths, output: Output) -> int:
    """Ask feeds for news and sum up what came."""

    async def run(reader: Reader) -> tuple[Report, bool]:
        from reader.cli.progress import ProgressLine

        ids = [(await reader.feeds.find(name)).id for name in asked.feeds] or None
        with ProgressLine() as line:
            done = await reader.refresh.run(ids, force=asked.force, on_progress=line.refreshed)
            whole = await reader.fulltext.fetch_expected(line.fetched)
            await reader.rechecks.run()
            changed = await reader.rechecks.news()
            try:
                await reader.offline.go_on(line.gathered)
            except DatelineError as error:  # what the refresh brought is to be told all the same
                line.clear()
                complain_of(error)
            await reader.stories.gather(most=AT_ONCE, on_progress=line.placed)
        tell_changes(changed)
        if gone := await reader.retention.keep_rule():
            note(f"Texts let go by age, as agreed: {gone}.")
        if whole.failed:
            note(f"{whole.failed} of {_counted(whole.total, 'whole text')} could not be had.")
        return done, ids is not None or bool(await reader.feeds.all())

    done, follows = with_reader(paths, run)
    _tell_troubles(done)
    if output.as_json:
        output.json(shapes.report(done))
    elif follows:
        output.line(_summary(done))
    if not follows:
        note(NOTHING_YET)
    return 1 if done.failed else 0


def tell_changes(news: Sequence[Alert]) -> None:
    """What changed in articles that were read, a line each."""
    from reader.text.alerts import alert_in_words

    for each in news[:MOST_CHANGES]:
        note(f"{clean_line(alert_in_words(each))}; `dateline diff {each.article_id}` shows it.")
    if len(news) > MOST_CHANGES:
        note(f"{len(news) - MOST_CHANGES} more changed; `dateline list is:updated` lists them.")


def _tell_troubles(done: Report) -> None:
    """What was not asked and what failed; a way out that helps several is told once."""
    for each in done.postponed:
        ready = f"{each.ready_at.astimezone():%H:%M on %d %B}"
        note(f"{each.title} was not asked: {each.why or 'its server wants a rest'}; ready {ready}")
    if lost := sum(each.offline for each in done.errors):
        complain(f"no network: {_counted(lost, 'feed')} could not be asked", _CONNECT)
    by_hint: dict[str, list[str]] = {}
    for failed in done.errors:
        if failed.offline:
            continue
        by_hint.setdefault(failed.hint, []).append(f"{failed.title}: {failed.problem}")
    for hint, problems in by_hint.items():
        for problem in problems[:-1]:
            complain(problem)
        complain(problems[-1], hint)


def _summary(done: Report) -> str:
    if not done.feeds:
        return "No feed is due; --force asks anyway."
    said = [f"{done.new} new in {_counted(done.updated, 'feed')}" if done.new else "Nothing new"]
    if done.changed:
        said.append(f"{done.changed} changed")
    if done.failed:
        said.append(f"{done.failed} failed")
    asked = done.feeds - len(done.postponed)
    return f"{', '.join(said)} ({_counted(asked, 'feed')} asked)"


def subscriptions(asked: Namespace, paths: Paths, output: Output) -> int:
    """List subscriptions, folder by folder, or how asking them goes."""
    if asked.health:
        from reader.cli.health import show_health

        return show_health(paths, output)
    every = with_reader(paths, lambda reader: reader.feeds.all())
    if output.as_json:
        for each in every:
            output.json(shapes.subscription(each))
        return 0
    if not every:
        note(NOTHING_YET)
    lines = output.columns([_row(each) for each in every], right=frozenset({0, 1}))
    for place, line in enumerate(lines):
        folder = every[place].folder
        if folder != (every[place - 1].folder if place else ""):
            output.line((folder or "Without a folder", "bold"))
        output.line(*line)
    return 0


def _row(each: Subscription) -> list[Piece]:
    failed = each.health.status == "failed"
    return [
        (str(each.id), "dim"),
        (str(each.unread or ""), "accent"),
        ("!" if failed else "", "bad"),
        (each.title, "bold" if each.unread else ""),
    ]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

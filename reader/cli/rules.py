"""Command `rules`: what is done to articles as they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command, number, parts, steps
from reader.cli.articles import LANGUAGE, tell_articles, tell_changed
from reader.cli.output import note
from reader.cli.running import with_reader

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from reader.cli.arguments import Commands, Parser
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths
    from reader.model.changes import Change
    from reader.model.personal import Rule, Trial
    from reader.service.reader import Reader

_ACTIONS = (
    "Actions: mute (read on arrival, and in no list but is:muted), keep (spared by the mute and "
    "read rules below it), read, star, save; mute:30d ends by itself."
)

_WOULD = {"mute": "muted", "keep": "kept", "read": "marked read", "star": "starred"}


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(
        commands, "rules", show, "lists rules for what arrives, and what each did", _ACTIONS
    )
    inner = parts(parser)
    add = command(inner, "add", make, "adds a rule at the end", f"{_ACTIONS} {LANGUAGE}")
    _what(add)
    add.add_argument("--for", metavar="AGE|DATE", dest="until", default="", help="how long")
    add.add_argument("--unread", action="store_true", help="also to what is unread already")
    trial = command(inner, "try", attempt, "says what a rule would have done", LANGUAGE)
    _what(trial)
    trial.add_argument("--of", metavar="N", type=number, default=500, help="the newest so many")
    remove = command(inner, "remove", take_away, "takes a rule away; what it did stays")
    remove.add_argument("rule", metavar="ID", type=number)
    back = command(inner, "undo", take_back, "takes back what a rule did to articles")
    back.add_argument("rule", metavar="ID", type=number)
    move = command(inner, "move", put, "has a rule act earlier or later")
    move.add_argument("rule", metavar="ID", type=number)
    move.add_argument("way", choices=["up", "down"])
    move.add_argument("places", metavar="N", nargs="?", type=number, default=1)


def _what(parser: Parser) -> None:
    parser.add_argument("action", metavar="ACTION[:AGE]")
    parser.add_argument("query", metavar="QUERY", nargs="+")


def show(_asked: Namespace, paths: Paths, output: Output) -> int:
    """List the rules in the order in which they act."""

    async def run(reader: Reader) -> tuple[list[Rule], datetime]:
        return await reader.rules.all(), reader.now()

    every, now = with_reader(paths, run)
    if output.as_json:
        for each in every:
            output.json(shapes.rule(each, now))
    elif every:
        output.table([_row(each, now) for each in every], right=frozenset({0, 2}))
    else:
        note("There are no rules yet; `dateline rules add mute QUERY` makes one.")
    return 0


def _row(each: Rule, now: datetime) -> list[Piece]:
    ended = each.ended(now)
    end = f"{each.ends_at.astimezone():%d %b %Y}" if each.ends_at else ""
    return [
        (str(each.id), "dim"),
        (each.action, "dim" if ended else "bold"),
        (f"{each.hits:,}", "accent" if each.hits else "dim"),
        (f"ended {end}" if ended else f"until {end}" if end else "", "dim"),
        (each.query, "dim" if ended else ""),
    ]


def make(asked: Namespace, paths: Paths, output: Output) -> int:
    """Add a rule."""

    async def run(reader: Reader) -> tuple[Rule, datetime]:
        query = " ".join(asked.query)
        await reader.rules.add(asked.action, query, until=asked.until, also_unread=asked.unread)
        return (await reader.rules.all())[-1], reader.now()

    rule, now = with_reader(paths, run)
    if output.as_json:
        output.json(shapes.rule(rule, now))
        return 0
    until = f" until {rule.ends_at.astimezone():%d %b %Y}" if rule.ends_at else ""
    output.line(f"Rule {rule.id}: {rule.action} ", (rule.query, "bold"), until)
    if rule.hits:
        output.line(f"It did so to {_articles(rule.hits)} already.")
    return 0


def attempt(asked: Namespace, paths: Paths, output: Output) -> int:
    """Say what a rule would have done, and do nothing."""

    async def run(reader: Reader) -> tuple[Trial, datetime]:
        return await reader.rules.tried(" ".join(asked.query), asked.of), reader.now()

    trial, now = with_reader(paths, run)
    if output.as_json:
        output.json(shapes.trial(trial))
        return 0
    done = _WOULD.get(asked.action.partition(":")[0], "saved")
    output.line(f"Would have {done} {trial.matched} of the last {_articles(trial.of)}.")
    tell_articles(output, trial.examples, now)
    return 0


def take_away(asked: Namespace, paths: Paths, output: Output) -> int:
    """Remove a rule."""

    async def run(reader: Reader) -> Rule:
        rule = await reader.rules.rule(asked.rule)
        await reader.rules.remove(rule.id)
        return rule

    rule = with_reader(paths, run)
    if not output.as_json and rule.hits:
        note(f"What it did to {_articles(rule.hits)} stays; `dateline undo` brings the rule back.")
    return _tell("Removed", rule, output)


def put(asked: Namespace, paths: Paths, output: Output) -> int:
    """Move a rule."""

    async def run(reader: Reader) -> Rule:
        await reader.rules.move(asked.rule, steps(asked))
        return await reader.rules.rule(asked.rule)

    return _tell("Moved", with_reader(paths, run), output)


def take_back(asked: Namespace, paths: Paths, output: Output) -> int:
    """Undo what a rule did."""

    async def run(reader: Reader) -> Change:
        return await reader.rules.take_back(asked.rule)

    changed = len(with_reader(paths, run).articles)
    words = f"{_articles(changed)} as before the rule." if changed else "Nothing to take back."
    tell_changed(output, changed, words)
    return 0


def _tell(how: str, rule: Rule, output: Output) -> int:
    if output.as_json:
        output.json({"id": rule.id, "action": rule.action, "query": rule.query})
    else:
        output.line(f"{how}: {rule.action} ", (rule.query, "bold"))
    return 0


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"

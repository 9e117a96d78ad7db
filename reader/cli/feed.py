"""Command `feed`: one feed or several looked at, arranged, set otherwise, paused, left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import shapes
from reader.cli.arguments import Parser, command
from reader.cli.running import with_reader
from reader.model.errors import UsageError
from reader.model.feed import FeedSettings
from reader.text.cells import wrap_cells
from reader.text.checkup import NAMES, facts
from reader.text.wishes import Written, written

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from reader.cli.arguments import Command, Commands
    from reader.cli.output import Dress, Output
    from reader.config.paths import Paths
    from reader.model.changes import Change
    from reader.model.health import Checkup
    from reader.service.reader import Reader

    Verb = Callable[[Reader, Sequence[int]], Awaitable[Change]]
    """Changes feeds."""

_LABEL_CELLS = 12
_LONGEST_LINE = 100
_UNDO = "`dateline undo` takes it back."
_SETTINGS = ("interval", "user_agent", "auth_command", "proxy", "full_text", "save")
_FEED = "an id, an address or part of a name"


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    does = "looks at feeds, renames, moves, sets, pauses or removes them"
    parser = commands.add_parser("feed", help=does, description=does[:1].upper() + does[1:] + ".")
    verbs = parser.add_subparsers(
        metavar="VERB", title="verbs", parser_class=Parser, dest="verb", required=True
    )
    _verb(verbs, "show", show, "says everything about feeds and how asking them goes")
    rename_ = _verb(verbs, "rename", rename, "gives a feed another name", several=False)
    rename_.add_argument("name", metavar="NAME", help="empty for the feed's own")
    move_ = _verb(verbs, "move", move, "puts feeds into a folder")
    move_.add_argument("--folder", required=True, metavar="F", help="empty for none")
    _verb(verbs, "remove", remove, "unsubscribes; the articles are kept until a purge")
    _settings(_verb(verbs, "set", set_, "has feeds asked differently"), said=True)
    _settings(_verb(verbs, "unset", unset, "has feeds asked as usual again"), said=False)
    _verb(verbs, "pause", pause, "asks feeds only when they are named")
    _verb(verbs, "resume", resume, "asks paused feeds again")
    _verb(verbs, "restore-address", restore, "gives feeds that moved their old address back")
    _verb(commands, "remove", remove, "unsubscribes, as `feed remove` does")


def _verb(verbs: Commands, name: str, run: Command, does: str, *, several: bool = True) -> Parser:
    parser = command(verbs, name, run, does)
    parser.add_argument("feeds", metavar="FEED", nargs="+" if several else 1, help=_FEED)
    return parser


def _settings(parser: Parser, *, said: bool) -> None:
    """The options that stand for settings: with what they are set to, or only their names."""
    for option, value, does in (
        ("--interval", "2h", "between checks; a server that asks for more is given it"),
        ("--user-agent", "TEXT", "said instead of dateline's own"),
        ("--auth-command", "COMMAND", "run without a shell; its first line is user:password"),
        ("--proxy", "URL", "an http or https proxy"),
    ):
        if said:
            parser.add_argument(option, metavar=value, help=does)
        else:
            parser.add_argument(option, action="store_true")
    parser.add_argument(
        "--header",
        metavar="'NAME: VALUE'" if said else "NAME",
        action="append",
        default=[],
        help="sent to the feed's own server only; may be given several times",
    )
    if said:
        from argparse import BooleanOptionalAction

        parser.add_argument(
            "--full-text", action=BooleanOptionalAction, help="fetch its articles whole"
        )
        parser.add_argument(
            "--save", action=BooleanOptionalAction, help="keep its articles for reading offline"
        )
    else:
        parser.add_argument("--full-text", action="store_true")
        parser.add_argument("--save", action="store_true")
        parser.add_argument("--everything", action="store_true", help="all of these")


def show(asked: Namespace, paths: Paths, output: Output) -> int:
    """Everything about feeds."""

    async def run(reader: Reader) -> tuple[list[Checkup], datetime]:
        ids = await _meant(reader, asked)
        by_id = {each.id: each for each in await reader.feeds.health(ids)}
        return [by_id[each] for each in ids], reader.now().astimezone()

    every, now = with_reader(paths, run)
    for place, each in enumerate(every):
        if output.as_json:
            output.json(shapes.checkup(each, now))
            continue
        if place:
            output.line()
        _write(each, now, output)
    return 0


def _write(each: Checkup, now: datetime, output: Output) -> None:
    output.line((each.subscription.title, "bold"), (f"  {each.id} · {NAMES[each.state]}", "dim"))
    width = min(output.width or _LONGEST_LINE, _LONGEST_LINE) - _LABEL_CELLS
    for fact in facts(each, now):
        label, dress = fact.label, fact.tone
        for part in wrap_cells(fact.text, max(width, 20)):
            worn: Dress = dress
            output.line((label.ljust(_LABEL_CELLS), "dim"), (part, worn))
            label = ""


def rename(asked: Namespace, paths: Paths, output: Output) -> int:
    """Give a feed another name."""
    name = asked.name
    return _change(asked, paths, output, lambda r, ids: r.feeds.edit(ids[0], title=name), "renamed")


def move(asked: Namespace, paths: Paths, output: Output) -> int:
    """Put feeds into a folder."""
    folder = asked.folder
    return _change(asked, paths, output, lambda r, ids: r.feeds.move(ids, folder), "moved")


def remove(asked: Namespace, paths: Paths, output: Output) -> int:
    """Unsubscribe."""
    return _change(asked, paths, output, lambda r, ids: r.feeds.remove(*ids), "removed")


def pause(asked: Namespace, paths: Paths, output: Output) -> int:
    """Ask feeds no more by themselves."""
    return _change(asked, paths, output, lambda r, ids: r.feeds.pause(ids), "paused")


def resume(asked: Namespace, paths: Paths, output: Output) -> int:
    """Ask feeds again."""
    return _change(asked, paths, output, lambda r, ids: r.feeds.pause(ids, paused=False), "resumed")


def restore(asked: Namespace, paths: Paths, output: Output) -> int:
    """Give feeds their old address back."""
    return _change(
        asked, paths, output, lambda r, ids: r.feeds.move_back(*ids), "at the old address again"
    )


def set_(asked: Namespace, paths: Paths, output: Output) -> int:
    """Have feeds asked differently."""
    names = _SETTINGS
    said = {name: value for name in names if (value := getattr(asked, name)) is not None}
    if not said and not asked.header:
        raise UsageError("nothing to set", "`dateline feed set --help` lists what there is.")

    from reader.service.wishes import wished

    def wanted(before: FeedSettings) -> FeedSettings:
        now = written(before)._replace(**said)
        fresh = {_name(line) for line in asked.header}
        kept = tuple(line for line in now.headers if _name(line) not in fresh)
        return wished(before, now._replace(headers=(*kept, *asked.header)))

    return _change(asked, paths, output, lambda r, ids: _set(r, ids, wanted), "set")


def unset(asked: Namespace, paths: Paths, output: Output) -> int:
    """Have feeds asked as usual."""
    names = _SETTINGS
    usual: dict[str, Any] = {
        name: getattr(Written(), name) for name in names if getattr(asked, name)
    }
    if not (usual or asked.header or asked.everything):
        raise UsageError("nothing to unset", "Name settings, or say --everything.")
    gone = {_name(line) for line in asked.header}

    from reader.service.wishes import wished

    def wanted(before: FeedSettings) -> FeedSettings:
        if asked.everything:
            return FeedSettings(paused=before.paused)
        now = written(before)._replace(**usual)
        kept = tuple(line for line in now.headers if _name(line) not in gone)
        return wished(before, now._replace(headers=kept))

    return _change(asked, paths, output, lambda r, ids: _set(r, ids, wanted), "as usual again")


async def _set(
    reader: Reader, ids: Sequence[int], wanted: Callable[[FeedSettings], FeedSettings]
) -> Change:
    every = {each.id: each.settings for each in await reader.feeds.all()}
    return await reader.feeds.set({each: wanted(every[each]) for each in ids})


def _change(asked: Namespace, paths: Paths, output: Output, verb: Verb, done: str) -> int:
    """Change the feeds that are meant, all or none, and say what became of them."""

    async def run(reader: Reader) -> tuple[int, list[str]]:
        ids = await _meant(reader, asked)
        titles = {each.id: each.title for each in await reader.feeds.all()}
        change = await verb(reader, ids)
        return len(change.feeds), [titles[each] for each in ids if each in change.feeds]

    changed, titles = with_reader(paths, run)
    if output.as_json:
        output.json({"changed": changed})
        return 0
    for title in titles:
        output.line((title, "bold"), f": {done}")
    output.line(_UNDO if titles else "Nothing to change.")
    return 0


async def _meant(reader: Reader, asked: Namespace) -> list[int]:
    """The feeds that are named, each once; raises UsageError."""
    return list(dict.fromkeys([(await reader.feeds.find(name)).id for name in asked.feeds]))


def _name(header: str) -> str:
    return header.partition(":")[0].strip().lower()

"""Commands on dateline itself: check, backup, config, keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from reader.cli import shapes
from reader.cli.arguments import command
from reader.cli.output import note
from reader.cli.running import run, with_reader
from reader.config import settings
from reader.model.errors import StoreDamaged

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths

UNSOUND = 3
USAGE = 2


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(commands, "check", check, "looks whether the store is sound")
    parser.add_argument("--repair", action="store_true", help="mend what can be mended")

    parser = command(commands, "backup", backup, "makes a copy of the store, while it is used")
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--force", action="store_true", help="replace what is there")

    parser = command(commands, "config", config, "says where things are, and what can be set")
    parser.add_argument(
        "what",
        choices=["path", "check", "default"],
        help="path: where dateline keeps things; check: what is wrong in config.toml; "
        "default: every setting, as a file to begin with",
    )

    parser = command(commands, "keys", keys, "lists the keys of the reader, as they are set")
    shipped = get_args(settings.Keymap)
    parser.add_argument("--keymap", choices=shipped, help="a keymap that comes with dateline")
    parser.add_argument("--ids", action="store_true", help="with the names that [bind] knows")


def check(asked: Namespace, paths: Paths, output: Output) -> int:
    """Look for damage in the store."""
    if asked.repair and paths.store.exists():
        return _repair(paths, output)
    try:
        found = with_reader(paths, lambda reader: reader.housekeeping.check())
    except StoreDamaged as error:
        found = (error.problem,)
    if output.as_json:
        output.json({"sound": not found, "problems": list(found)})
        return UNSOUND if found else 0
    for problem in found or ("The store is sound.",):
        output.line(problem)
    if found:
        note("`dateline check --repair` mends what can be mended.")
    return UNSOUND if found else 0


def _repair(paths: Paths, output: Output) -> int:
    from reader.service.housekeeping import mend
    from reader.service.reader import utc_now

    done = run(mend(paths.store, utc_now()))
    if output.as_json:
        output.json(
            {
                "sound": True,
                "problems": list(done.problems),
                "lost": list(done.lost),
                "copy": done.copy or None,
            }
        )
        return 0
    for problem in done.problems:
        output.line(problem)
    for lost in done.lost:
        output.line(f"Lost: {lost}.")
    if done.articles is not None:
        output.line(f"{done.articles:,} articles were brought into a new file.")
    if done.problems and not done.lost:
        output.line("Nothing was lost.")
    output.line("The store is sound." if not done.problems else "The store is sound again.")
    if done.copy:
        note(f"The file as it was is kept in {done.copy}.")
    return 0


def backup(asked: Namespace, paths: Paths, output: Output) -> int:
    """Make a copy of the store."""
    target = Path(asked.path).expanduser()
    if target.is_dir():
        target /= paths.store.name
    size = with_reader(paths, lambda reader: reader.housekeeping.back_up(target, force=asked.force))
    if output.as_json:
        output.json({"path": str(target.absolute()), "bytes": size})
    else:
        from reader.service.housekeeping import files_of

        output.line(f"The store is copied to {target} ({size / 1e6:,.1f} MB).")
        note(f"To go back to it, put it in the place of {paths.store}.")
        if (files := files_of(target)).is_dir():
            note(
                f"{files} has what is kept offline; its place is {paths.store.with_name('files')}."
            )
    return 0


def config(asked: Namespace, paths: Paths, output: Output) -> int:
    """Say where things are, what can be set, or what is set wrongly."""
    return {"path": _config_path, "check": _config_check, "default": _config_default}[asked.what](
        paths, output
    )


def _config_path(paths: Paths, output: Output) -> int:
    places = {
        "config": str(paths.config),
        "settings": str(paths.config / "config.toml"),
        "data": str(paths.data),
        "cache": str(paths.cache),
        "state": str(paths.state),
        "store": str(paths.store),
        "log": str(paths.log),
    }
    if output.as_json:
        output.json(places)
    else:
        output.table([((name, "bold"), (place, "")) for name, place in places.items()])
    return 0


def _config_check(paths: Paths, output: Output) -> int:
    from reader.config.load import FILE, load

    path = paths.config / FILE
    problems = load(paths.config).problems
    if output.as_json:
        told = [{"line": each.line, "problem": each.told} for each in problems]
        output.json({"path": str(path), "problems": told})
    elif problems:
        for each in problems:
            output.line(each.in_words(path))
    elif path.exists():
        output.line(f"{path} is right.")
    else:
        paths.make()
        output.line(f"There is no {path}: everything is as it is by default.")
        note(f"`dateline config default > {path}` makes one.")
    return USAGE if problems else 0


def _config_default(_paths: Paths, output: Output) -> int:
    from reader.config.manual import manual
    from reader.config.said import read

    if output.as_json:
        output.json({name: table._asdict() for name, table in read("").settings._asdict().items()})
    else:
        output.text(manual())
    return 0


def keys(asked: Namespace, paths: Paths, output: Output) -> int:
    """The table of keys, as they are set."""
    from reader.config.actions import captions
    from reader.config.binds import keymap_of
    from reader.config.keys import ACTIONS, GROUPS
    from reader.config.load import load

    loaded = load(paths.config)
    own = loaded.binds if asked.keymap is None else ()
    keymap = keymap_of(asked.keymap or loaded.settings.keys.keymap, own)
    if output.as_json:
        for each in ACTIONS:
            output.json(shapes.action(each, keymap.keys_of(each.id)))
        return 0
    rows: list[list[Piece]] = [
        [
            (each.id if asked.ids else "", "dim"),
            (", ".join(captions(keymap.keys_of(each.id))), "accent"),
            (keymap.told(each.help), ""),
        ]
        for each in ACTIONS
    ]
    group = ""
    for action, line in zip(ACTIONS, output.columns(rows), strict=True):
        if action.group != group:
            group = action.group
            output.line((GROUPS[group], "bold"))
        output.line(*line)
    return 0

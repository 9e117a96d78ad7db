"""Arguments: a parser whose mistakes read like every other problem of dateline."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

from reader.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.cli.output import Output
    from reader.config.paths import Paths

    Command = Callable[[argparse.Namespace, Paths, Output], int]
    """Does what was asked; answers the exit code."""

    Commands = argparse._SubParsersAction[Any]

_TAKES_QUERIES = {"list", "mark", "views", "rules", "unsave", "export"}
_CHOICE = re.compile(r"invalid choice: '(.*?)' \(choose from (.*)\)")


class Parser(argparse.ArgumentParser):
    """Raises UsageError where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(_plainly(message), f"`{self.prog} --help` lists what there is.")


def command(commands: Commands, name: str, run: Command, does: str, more: str = "") -> Parser:
    """Add a command; `does` is a line of the overview, `more` stands below its own help."""
    parser: Parser = commands.add_parser(
        name, help=does, description=does[:1].upper() + does[1:] + ".", epilog=more
    )
    parser.set_defaults(run=run)
    home(parser)
    parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")
    return parser


def parts(parser: argparse.ArgumentParser) -> Commands:
    """Commands within a command; without one of them the command itself runs."""
    return parser.add_subparsers(metavar="PART", title="parts", parser_class=Parser)


def steps(asked: argparse.Namespace) -> int:
    """How far down something is to move, as `up|down [N]` says."""
    places: int = asked.places
    return places if asked.way == "down" else -places


def home(parser: argparse.ArgumentParser) -> None:
    """Allow `--home` here too: before and after the command mean the same."""
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="keep everything of dateline's in this folder",
    )


def shielded(arguments: Sequence[str]) -> list[str]:
    """Arguments in which a query may begin with a minus, as in `dateline list -is:read`.

    argparse takes that for options; a blank before it keeps it a query and means nothing in one.
    """
    if not _TAKES_QUERIES & set(arguments[:3]):
        return list(arguments)
    options = {"-o"} if "export" in arguments[:3] else set()
    return [
        f" {each}" if re.match(r"-[^-h]|-h.", each) and each not in options else each
        for each in arguments
    ]


def number(text: str) -> int:
    """A whole number from 0 on; raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 on")
    return int(text)


def article_id(digits: str) -> int:
    """The number that digits write; cut where no article is numbered so, and int() gives up."""
    return int(digits[:18])


def _plainly(message: str) -> str:
    if found := _CHOICE.search(message):
        from difflib import get_close_matches

        known = re.findall(r"'(.*?)'", found[2])
        near = get_close_matches(found[1], known, 1, 0.5)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        return f"{found[1]} is not known; {meant}"
    return message

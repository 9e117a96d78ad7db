"""The tree of commands as values: what completion and the manual are made from."""

from __future__ import annotations

import argparse
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An option or a word that a command takes."""

    names: tuple[str, ...]
    """Such as `-o` and `--output`; none for a word by its place."""
    value: str = ""
    """What it takes, as the help calls it; empty for nothing."""
    choices: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A command, its options, and the commands within it."""

    path: tuple[str, ...]
    """Its words after `dateline`."""
    help: str
    usage: str
    more: str
    options: tuple[Option, ...]
    branches: tuple[Branch, ...]

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else "dateline"

    def all(self) -> list[Branch]:
        """It and everything within it."""
        return [self, *(each for branch in self.branches for each in branch.all())]


def branch_of(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = (), does: str = ""
) -> Branch:
    """A parser as a value."""
    options, branches = [], []
    for each in parser._actions:
        if isinstance(each, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in each._choices_actions}
            branches += [
                branch_of(child, (*path, name), told.get(name, ""))
                for name, child in each.choices.items()
            ]
        elif each.help != argparse.SUPPRESS:
            options.append(_option(each))
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    return Branch(path, does, usage, parser.epilog or "", tuple(options), tuple(branches))


def _option(each: argparse.Action) -> Option:
    choices = tuple(map(str, each.choices or ()))
    takes = each.nargs != 0
    shown = each.metavar or (",".join(choices) if choices else each.dest)
    value = (shown if isinstance(shown, str) else shown[0]) if takes else ""
    return Option(tuple(each.option_strings), value, choices, (each.help or "") % vars(each))

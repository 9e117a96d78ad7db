"""The manual page: the tree of commands in roff (man(7))."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.cli.tree import Branch, Option

_HEAD = r"""
.TH DATELINE 1 "" dateline "User Commands"
.SH NAME
dateline \- a terminal news reader for people who follow developing stories
.SH SYNOPSIS
.B dateline
[\fIoptions\fR] [\fIcommand\fR ...]
.SH DESCRIPTION
Without a command it opens the reader; ? lists its keys there.
Data goes to standard output, everything else to standard error.
Every command works while the reader is open.
""".strip()

_TAIL = r"""
.SH EXIT STATUS
0 done, 1 some feeds or files failed, 2 usage or settings, 3 store, 4 network.
.SH ENVIRONMENT
.TP
.B DATELINE_HOME
A folder for everything of dateline's.
.TP
.B DATELINE_OFFLINE
If it is set, no feed is asked by itself.
.TP
.B NO_COLOR
If it is set, nothing is coloured.
.SH FILES
.B dateline config path
says where the settings, the store and the log are.
""".strip()


def manual_page(tree: Branch) -> str:
    """The whole page."""
    lines = [_HEAD, ".SH OPTIONS"]
    for option in tree.options:
        lines += _option(option)
    lines.append(".SH COMMANDS")
    for each in tree.all()[1:]:
        lines += _command(each)
    return "\n".join([*lines, _TAIL])


def _command(branch: Branch) -> Iterator[str]:
    yield f".SS dateline {_text(' '.join(branch.path))}"
    yield ".nh"
    yield _line(branch.usage)
    yield ".hy"
    yield ".PP"
    if branch.help:
        yield _line(branch.help[:1].upper() + branch.help[1:] + ".")
    for option in branch.options:
        if option.help and "--help" not in option.names:
            yield from _option(option)
    if branch.more:
        yield ".PP"
        yield _line(branch.more)


def _option(option: Option) -> Iterator[str]:
    names = ", ".join(rf"\fB{_text(name)}\fR" for name in option.names)
    value = rf"\fI{_text(option.value)}\fR" if option.value else ""
    yield ".TP"
    yield " ".join(filter(None, (names, value)))
    yield _line(option.help)


def _line(text: str) -> str:
    """A line of text that is no request, whatever it begins with."""
    shown = _text(" ".join(text.split()))
    return rf"\&{shown}" if shown[:1] in (".", "'") else shown


def _text(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...")

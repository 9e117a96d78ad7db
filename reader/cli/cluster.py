"""Which articles tell one story: `cluster`, a filter from lines of JSON to lines of JSON."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import command
from reader.cli.inputs import LARGEST
from reader.cli.output import complain
from reader.model.errors import FetchError
from reader.model.story import Seen
from reader.text.dates import parse_date

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.cli.shapes import Shape
    from reader.config.paths import Paths
    from reader.model.story import Assignment

_REPORTED = 20
"""Lines of which it is said what is wrong; of the others it is said how many they are."""


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(
        commands,
        "cluster",
        cluster,
        "groups articles into stories, one line of JSON for each",
        'Lines are objects with "id", "time", "title", and perhaps "summary", "text", "source", '
        '"lang", in the order of arrival. An answer is final: it never waits for later lines.',
    )
    parser.add_argument("file", metavar="FILE", help="a file of JSON lines; - is standard input")


def cluster(asked: Namespace, _paths: Paths, output: Output) -> int:
    """The story of each article, as it comes."""
    from reader.service.clustering import Clustering

    clustering = Clustering()
    wrong = 0
    before: datetime | None = None
    with _opened(asked.file) as source:
        for number, line in enumerate(_lines(source), 1):
            if not line.strip():
                continue
            try:
                seen = _seen(line, before)
            except ValueError as error:
                wrong += 1
                if wrong <= _REPORTED:
                    complain(f"line {number} was left out: {error}")
                continue
            before = seen.at
            output.json(_shape(seen.id, clustering.place(seen)))
            sys.stdout.flush()
    if wrong > _REPORTED:
        complain(f"{wrong} lines were left out in all")
    return 1 if wrong else 0


def _shape(id_: str, told: Assignment) -> Shape:
    shape: Shape = {
        "id": id_,
        "story": told.story,
        "confidence": told.confidence,
        "why": told.why,
    }
    return shape | {
        key: value for key, value in (("possibly", told.possibly), ("merged", told.merged)) if value
    }


def _seen(line: bytes, before: datetime | None) -> Seen:
    """The article of a line; raises ValueError if it holds none."""
    if len(line) > LARGEST:
        raise ValueError(f"it is longer than {LARGEST // 1_000_000} MB")
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - the line's value, not a caller's
    id_ = told.get("id")
    if isinstance(id_, bool) or not isinstance(id_, str | int) or id_ == "":
        raise ValueError("it has no id")
    at = parse_date(str(told.get("time") or "")) or before
    if at is None:
        raise ValueError("it has no time, nor had one before it")
    names = ("title", "summary", "text", "source", "lang")
    title, summary, text, source, language = (_text(told.get(name)) for name in names)
    return Seen(str(id_), at, title, summary, text, source, language)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines, each as it comes; one that is too long comes cut, and what is left of it is not read
    into memory."""
    while line := source.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = source.readline(LARGEST + 1)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """A file, or standard input.

    Raises:
        FetchError: it is not there, or may not be read.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        source = Path(name).open("rb")  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be the name of a file"
        raise FetchError(f"{name} cannot be read: {why}", "Check the path.", kind="file") from error
    with source:
        yield source

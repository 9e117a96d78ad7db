"""Commands on documents that are not stored: parse, extract; always answered in JSON."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import document_shapes
from reader.cli.arguments import command
from reader.cli.inputs import read_bytes
from reader.cli.running import with_documents
from reader.model.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable, Iterator

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.cli.shapes import Shape
    from reader.config.paths import Paths
    from reader.service.documents import Documents

    Reading = Callable[[Documents, "Case", bytes], Awaitable[Shape]]

_WELL = frozenset(["feed", "article", "articles", "opml"])

AT_ONCE = 4
"""Documents in hand; the worker processes take their pick of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document to read."""

    name: str
    file: str
    url: str = ""
    content_type: str = ""
    problem: str = ""
    """Why it cannot even be tried; empty if it can."""


_MORE = {
    "parse": "The answer is JSON, a line a document.",
    "extract": "Text, Markdown, HTML, MHTML, mail, mailboxes, EPUB, WARC, PDF, feeds and OPML are"
    " read, also packed with gzip. The answer is JSON, a line a document; one that holds several"
    " articles has them in `articles`.",
}


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    for name, run, does in (
        ("parse", parse, "says what feed documents hold, without storing it"),
        ("extract", extract, "says what article pages or saved files hold"),
    ):
        parser = command(commands, name, run, does, _MORE[name])
        parser.add_argument("files", metavar="FILE", nargs="*", help="- reads standard input")
        parser.add_argument(
            "--batch",
            metavar="LIST",
            help='a file of JSON lines {"name", "file", "url", "headers"}; files beside it',
        )
        parser.add_argument("--url", default="", help="the address it is taken to come from")


def parse(asked: Namespace, _paths: Paths, output: Output) -> int:
    """What feed documents say."""

    async def read(documents: Documents, case: Case, body: bytes) -> Shape:
        feed = await documents.parse(body, case.url, case.content_type, case.file)
        return document_shapes.feed_document(feed)

    return _answer(asked, output, read)


def extract(asked: Namespace, _paths: Paths, output: Output) -> int:
    """The articles in pages and files."""

    async def read(documents: Documents, case: Case, body: bytes) -> Shape:
        name = "standard input" if case.file == "-" else Path(case.file).name
        url = case.url or _address(case.file)
        return document_shapes.document(await documents.extract(body, name, url, case.content_type))

    return _answer(asked, output, read)


def _answer(asked: Namespace, output: Output, read: Reading) -> int:
    """Read every document, a few at a time, and write each answer as it comes."""
    cases = [*_listed(asked.batch), *_named(asked.files, asked.url)]
    if not cases:
        raise UsageError("there is nothing to read", "Name files, or a list with --batch.")
    alone = len(cases) == 1 and not asked.batch
    return with_documents(lambda documents: _read_all(documents, cases, read, output, alone))


async def _read_all(
    documents: Documents, cases: list[Case], read: Reading, output: Output, alone: bool
) -> int:
    from reader.cli.progress import ProgressLine

    waiting = iter(cases)
    outcomes: list[object] = []
    with ProgressLine() as line:

        async def take() -> None:
            for case in waiting:
                shape = await _read(documents, case, read)
                outcomes.append(shape["outcome"])
                line.clear()
                output.json(shape if alone else {"name": case.name} | shape)
                line.show(f"{len(outcomes)} of {len(cases)} documents")

        await asyncio.gather(*(take() for _ in range(AT_ONCE)))
    return 0 if _WELL.issuperset(outcomes) else 1


async def _read(documents: Documents, case: Case, read: Reading) -> Shape:
    if case.problem:
        return {"outcome": "error", "problem": case.problem, "hint": ""}
    try:
        return await read(documents, case, await asyncio.to_thread(read_bytes, case.file))
    except DatelineError as error:
        return {"outcome": error.outcome, "problem": error.problem, "hint": error.hint}


def _named(files: list[str], url: str) -> Iterator[Case]:
    for file in files:
        yield Case(name=file, file=file, url=url)


def _listed(batch: str | None) -> Iterator[Case]:
    """The documents of a list; a line that cannot be understood is a document that fails."""
    if not batch:
        return
    root = Path(batch).parent
    lines = read_bytes(batch).decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    names: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line.strip():
            case = _case(line, number, root)
            if case.name not in names:
                yield case
            names.add(case.name)


def _case(line: str, number: int, root: Path) -> Case:
    try:
        told = json.loads(line)
        file = str(root / told["file"])
        name = str(told.get("name") or told["file"])
        headers = {
            str(key).lower(): str(value) for key, value in (told.get("headers") or {}).items()
        }
        url = str(told.get("url") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        what = f"line {number} of the list is not an object with a file"
        return Case(f"line {number}", "", problem=what)
    return Case(name, file, url, headers.get("content-type", ""))


def _address(file: str) -> str:
    from reader.text.url import path_to_url

    return "" if file == "-" else path_to_url(Path(file).absolute())

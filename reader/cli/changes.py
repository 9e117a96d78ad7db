"""Command `diff`: what became of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.arguments import command, number
from reader.cli.running import with_reader
from reader.cli.shapes import difference

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.model.article import Article
    from reader.service.reader import Reader
    from reader.text.diff import Edit
    from reader.text.difference import Difference

WIDEST = 80
_MARKS = "[-taken out-] {+put in+}"


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    more = f"Words are marked {_MARKS}; a version is named by its number, 1 is the first."
    parser = command(commands, "diff", show, "shows what changed in an article", more)
    parser.add_argument("id", metavar="ID", type=number)
    for name, dest, does in (
        ("--from", "since", "the older version; the one before"),
        ("--to", "until", "the newer version; the last"),
    ):
        parser.add_argument(name, dest=dest, metavar="N", type=number, default=None, help=does)


def show(asked: Namespace, paths: Paths, output: Output) -> int:
    """Write the difference of two versions out."""

    async def run(reader: Reader) -> tuple[Article, Difference]:
        article = await reader.articles.article(asked.id)
        found = await reader.articles.difference(asked.id, asked.since, asked.until)
        await reader.articles.see_change(article.id)
        return article, found

    article, found = with_reader(paths, run)
    if output.as_json:
        output.json(difference(article, found))
    else:
        _set(article, found, min(output.width or WIDEST, WIDEST), output)
    return 0


def _set(article: Article, found: Difference, width: int, output: Output) -> None:
    from reader.text.cells import wrap_cells
    from reader.text.difference import Kept
    from reader.text.judge import in_words

    for line in wrap_cells(marked(found.title) or article.headline, width):
        output.line((line, "bold"))
    for line in wrap_cells(_standing(article, found), width):
        output.line((line, "dim"))
    if article.revisions == 1:
        output.line()
        output.line("There is no earlier version.")
        return
    output.line((in_words(found.verdict), "accent"))
    for step in found.steps:
        output.line()
        if isinstance(step, Kept):
            output.line((f"  … {_counted(len(step.texts))} unchanged", "dim"))
            continue
        for line in wrap_cells(marked(step.edits), width):
            output.line(line)


def _standing(article: Article, found: Difference) -> str:
    """Where it is from, which versions are compared, and when the older one was replaced."""
    from reader.text.ages import long_date

    seen = found.old.seen_at or found.new.seen_at
    versions = f"version {found.old.number} to {found.new.number} of {article.revisions}"
    facts = (article.feed_title, versions, long_date(seen) if seen else "")
    return " · ".join(filter(None, facts))


def marked(edits: Sequence[Edit]) -> str:
    """Edits as text that is read without colour; blanks stay outside the marks."""
    out = []
    for edit in edits:
        if edit.op == "equal":
            out.append(edit.new)
            continue
        for text, opening, closing in ((edit.old, "[-", "-]"), (edit.new, "{+", "+}")):
            if said := text.strip():
                before, _, after = text.partition(said)
                out.append(f"{before}{opening}{said}{closing}{after}")
    return "".join(out)


def _counted(number: int) -> str:
    return f"{number} paragraph{'' if number == 1 else 's'}"

"""The command line on a case: the very functions the program runs, without a process each."""

from __future__ import annotations

import io
import logging
import sys
import traceback
from typing import TYPE_CHECKING

from reader.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model.article import Article
    from tests.hostile.cases import Case
    from tests.hostile.seen import Seen

FORMATS = ("text", "html", "markdown", "json")

ON_SCREEN = {
    "no_control_on_screen",
    "shown_literally",
    "no_action_fired",
    "no_layout_break",
    "title_width_matches",
    "title_fallback",
    "link_not_opened",
    "open_refused_with_sentence",
    "open_is_one_argv",
    "renders",
    "hidden_text_policy:HIDDEN-1,HIDDEN-2",
}
"""Requirements that only a look at the screen can judge."""


def print_out(case: Case, seen: Seen, folder: Path) -> None:
    """What the commands say of a case, each kept under its arguments."""
    if case.channel == "opml":
        _command(seen, "import", str(folder / f"{case.id}.opml"))
    if case.channel == "page":
        for way in ("text",) if case.generated else ("text", "json"):
            _command(seen, "show", seen.base + case.path, "--format", way)
        return
    if case.generated and case.channel == "opml":
        return
    _command(seen, "feeds", "--health")
    if not seen.articles:
        return
    _command(seen, "list", "--json")
    if ON_SCREEN.union({"exports_escaped"}).intersection(case.require):
        for arguments in (["feeds", "--json"], ["export", "--opml"], ["list"]):
            _command(seen, *arguments)
        for way in FORMATS[:1] if case.generated else FORMATS:
            _command(seen, "show", str(_hostile(seen).id), "--format", way)


def _command(seen: Seen, *arguments: str) -> None:
    """Run a command as a person would; nothing but the process is missing."""
    out = io.BytesIO()
    kept = sys.stdout, sys.stderr
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.TextIOWrapper(out, encoding="utf-8")
    sys.stdout = sys.stderr = stream
    try:
        run(["--home", str(seen.home), *arguments], _no_screen)
        stream.flush()
    except Exception:  # noqa: BLE001 - this is what the judge looks for
        seen.crash = traceback.format_exc()
    finally:
        sys.stdout, sys.stderr = kept
        for handler in root.handlers:
            if handler not in handlers:
                handler.close()
        root.handlers[:] = handlers
        root.setLevel(level)
    seen.printed[" ".join(arguments)] = out.getvalue().decode("utf-8", "replace")


def _hostile(seen: Seen) -> Article:
    """The article that is looked at: not the healthy one beside it."""
    return next((each for each in seen.articles if each.title != "ok item"), seen.articles[0])


def _no_screen(*_: object, **__: object) -> int:
    raise AssertionError("no command of these opens a screen")

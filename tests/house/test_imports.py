"""What is imported when: a command pays for what it uses and for nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {
    "textual",
    "rich",
    "httpx",
    "feedparser",
    "lxml",
    "markdown_it",
    "charset_normalizer",
    "PIL",
}

REPORT = """
import sys
from reader.__main__ import main
sys.argv = ["dateline", *sys.argv[1:]]
code = main()
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def imported(home: Path, *arguments: str) -> set[str]:
    """The packages that are loaded after a command."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments, "--home", str(home)],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize(
    "command", [["list"], ["list", "--json", "is:unread"], ["feeds"], ["undo"], ["keys"]]
)
def test_a_command_that_only_looks_imports_nothing_heavy(
    tmp_path: Path, command: list[str]
) -> None:
    assert not imported(tmp_path, *command) & HEAVY


def test_the_process_that_answers_keys_never_unpacks_a_picture() -> None:
    modules = "reader.tui.app, reader.tui.widgets.article_pane, reader.service.pictures"
    report = f"import sys, {modules}; print('PIL' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_worker_process_that_imports_the_main_module_imports_nothing_with_it() -> None:
    report = "import sys, reader.__main__; print(*(n for n in sys.modules if 'reader' in n))"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) == {"reader", "reader.__main__"}

"""Commands `completion` and `man`, made from the tree of commands itself.

A shell asks dateline once, when it starts, and then knows every command and option; only feeds are
asked for while completing, since they are others every day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.arguments import command

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.cli.tree import Branch
    from reader.config.paths import Paths

_MORE = (
    'For bash: eval "$(dateline completion bash)" in ~/.bashrc. For zsh: '
    'eval "$(dateline completion zsh)" in ~/.zshrc, after compinit. For fish: '
    "dateline completion fish > ~/.config/fish/completions/dateline.fish."
)


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(commands, "completion", completion, "completes commands in a shell", _MORE)
    parser.add_argument("shell", choices=["bash", "zsh", "fish"])
    command(commands, "man", man, "prints the manual page, for `man -l -`")


def completion(asked: Namespace, _paths: Paths, output: Output) -> int:
    """The script for a shell."""
    from reader.cli import completion_scripts as scripts

    tree = _tree()
    output.text({"bash": scripts.bash, "zsh": scripts.zsh, "fish": scripts.fish}[asked.shell](tree))
    return 0


def man(_asked: Namespace, _paths: Paths, output: Output) -> int:
    """The manual page, in roff."""
    from reader.cli.manual_page import manual_page

    output.text(manual_page(_tree()))
    return 0


def _tree() -> Branch:
    from reader.cli.commands import tree
    from reader.cli.tree import branch_of

    return branch_of(tree())

"""What shells source to complete dateline's commands."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from reader.text.search import FIELD_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.cli.tree import Branch, Option

_FILES = {"PATH", "FILE", "PATH|URL", "DIR", "URL|PATH", "ID|URL|PATH|-"}
_FEEDS = {"FEED"}
_QUERIES = {"QUERY", "QUERY|ID", "ID|QUERY"}

_BASH = """\
# dateline in bash: eval "$(dateline completion bash)"
_dateline() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path= here= i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        here=${COMP_WORDS[i]}
        [[ $here == -* ]] && continue
        case "$path $here" in
@PATHS@) path="$path $here" ;;
        esac
    done
    case "$path $before" in
@VALUES@
    esac
    local known= kind=
    case "$path" in
@WORDS@
    esac
    if [[ $kind == feeds && $word != -* ]]; then
        local IFS=$'\\n' line
        while read -r line; do
            [[ $line == "$word"* ]] && COMPREPLY+=("$line")
        done < <(dateline feeds --json 2>/dev/null | sed -n 's/.*"url": "\\([^"]*\\)".*/\\1/p')
        type __ltrimcolons &>/dev/null && __ltrimcolons "$word"
        type __ltrim_colon_completions &>/dev/null && __ltrim_colon_completions "$word"
        return
    fi
    COMPREPLY=($(compgen -W "$known" -- "$word"))
    if [[ $kind == files && $word != -* ]]; then
        COMPREPLY+=($(compgen -f -- "$word"))
        compopt -o filenames 2>/dev/null
    fi
    [[ ${COMPREPLY[0]} == *: && $kind == query ]] && compopt -o nospace 2>/dev/null
}
complete -F _dateline dateline
"""


def bash(tree: Branch) -> str:
    """For bash, also the old one of macOS (3.2)."""
    every = tree.all()
    paths = "|".join(shlex.quote(_said(each)) for each in every if each.path)
    values, words = [], []
    for each in every:
        words.append(
            f"        {shlex.quote(_said(each))}) known={shlex.quote(' '.join(_words(each)))}"
            f" kind={_kind(each)} ;;"
        )
        values += [
            f"        {shlex.quote(f'{_said(each)} {name}')}) {_bash_value(option)} ;;"
            for option in each.options
            for name in option.names
            if option.value
        ]
    return (
        _BASH.replace("@PATHS@", f"            {paths}")
        .replace("@VALUES@", "\n".join(values))
        .replace("@WORDS@", "\n".join(words))
    )


def zsh(tree: Branch) -> str:
    """For zsh, whose compatible mode runs what bash runs."""
    script = bash(tree).partition("\n")[2]
    head = '# dateline in zsh, after compinit: eval "$(dateline completion zsh)"\n'
    return f"{head}autoload -Uz bashcompinit && bashcompinit\n{script}"


def fish(tree: Branch) -> str:
    """For fish, with the help of each word beside it."""
    lines = [
        "# dateline in fish: dateline completion fish > ~/.config/fish/completions/dateline.fish",
        "complete -c dateline -f",
    ]
    for each in tree.all():
        when = _fish_when(each)
        lines += [
            f"complete -c dateline {when} -a {child.name} -d {_fish(child.help)}"
            for child in each.branches
        ]
        lines += [_fish_option(option, when) for option in each.options if option.names]
        if (kind := _kind(each)) == "files":
            lines.append(f"complete -c dateline {when} -F")
        elif kind == "feeds":
            asked = '(dateline feeds --json 2>/dev/null | string match -r -g \'"url": "([^"]*)"\')'
            lines.append(f'complete -c dateline {when} -a "{_escaped(asked)}"')
        elif kind == "query":
            lines.append(f"complete -c dateline {when} -a {_fish(' '.join(_fields()))}")
        for option in each.options:
            if option.choices and not option.names:
                lines.append(f"complete -c dateline {when} -a {_fish(' '.join(option.choices))}")
    return "\n".join(lines)


def _said(branch: Branch) -> str:
    return "".join(f" {word}" for word in branch.path)


def _words(branch: Branch) -> Iterable[str]:
    """What may follow: commands within, values to choose from, query fields, options."""
    yield from (each.name for each in branch.branches)
    for each in branch.options:
        yield from each.names or each.choices
    if _kind(branch) == "query":
        yield from _fields()


def _fields() -> list[str]:
    return [f"{name}:" for name in FIELD_NAMES]


def _kind(branch: Branch) -> str:
    """What the words of a command are: files, feeds, a query, or only what is known."""
    for option in branch.options:
        if option.names:
            continue
        for kind, names in (("files", _FILES), ("feeds", _FEEDS), ("query", _QUERIES)):
            if option.value in names:
                return kind
    return "none"


def _bash_value(option: Option) -> str:
    if option.choices:
        return f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$word")); return'
    if option.value in _FILES:
        return 'COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return'
    return "return"


def _fish_when(branch: Branch) -> str:
    if not branch.path:
        return "-n __fish_use_subcommand"
    seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in branch.path)
    return f"-n {_fish(seen)}"


def _fish_option(option: Option, when: str) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    )
    takes = ""
    if option.choices:
        takes = f" -x -a {_fish(' '.join(option.choices))}"
    elif option.value:
        takes = " -r -F" if option.value in _FILES else " -x"
    return f"complete -c dateline {when} {names}{takes} -d {_fish(option.help)}"


def _fish(text: str) -> str:
    """Quoted as fish reads it: within single quotes only \\\\ and \\' mean something."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _escaped(text: str) -> str:
    """What stands between double quotes of fish and is run later."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")

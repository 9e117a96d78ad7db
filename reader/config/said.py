"""What the text of `config.toml` says, and what of it cannot be."""

from __future__ import annotations

import json
import re
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin, get_type_hints

from reader.config.binds import TABLE, Said, hidden, read_binds
from reader.config.load import Loaded, Problem
from reader.config.settings import FORMS, LIMITS, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*=""")


def read(text: str) -> Loaded:
    """The settings that a text says."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+)", str(error))
        why = re.sub(r" \(at .*\)$", "", str(error))
        return Loaded(Settings(), (Problem(int(told[1]) if told else None, f"not TOML: {why}"),))
    except RecursionError:
        return Loaded(Settings(), (Problem(None, "it is nested too deeply"),))
    lines = _lines(text)
    problems: list[Problem] = []
    tables = {}
    keys = _binds(said.pop(TABLE, {}), lines)
    for name, values in said.items():
        table = getattr(Settings(), name) if name in Settings._fields else None
        if table is None:
            shown = f"[{name}]" if isinstance(values, dict) else name
            why = _unknown("table", shown, name, (*Settings._fields, TABLE))
            problems.append(Problem(lines.get(name), why))
        elif not isinstance(values, dict):
            problems.append(Problem(lines.get(name), f"{name} is a table: [{name}]"))
        else:
            tables[name], wrong = _table(name, table, values)
            problems += [Problem(lines.get(f"{name}.{key}"), why) for key, why in wrong]
    settings = Settings()._replace(**tables)
    problems += [*keys.problems, *hidden(settings.keys.keymap, keys.binds)]
    in_order = sorted(problems, key=lambda each: each.line or 0)
    return Loaded(settings, tuple(in_order), keys.binds)


def _binds(said: object, lines: Mapping[str, int]) -> Said:
    if isinstance(said, dict):
        return read_binds(said, lines)
    return Said(problems=(Problem(lines.get(TABLE), f"{TABLE} is a table: [{TABLE}]"),))


def _table(
    name: str, table: Any, values: Mapping[str, object]
) -> tuple[Any, list[tuple[str, str]]]:
    """A table with the values that are right, and why others are not."""
    kinds = get_type_hints(type(table))
    held, amiss = {}, []
    for key, value in values.items():
        if key not in table._fields:
            amiss.append((key, _unknown("setting", f"{name}.{key}", key, table._fields)))
        elif why := wrong(f"{name}.{key}", kinds[key], value):
            amiss.append((key, why))
        else:
            held[key] = tuple(value) if isinstance(value, list) else value
    return table._replace(**held), amiss


def wrong(name: str, kind: Any, value: object) -> str:
    """Why a value cannot be; empty if it can."""
    if get_origin(kind) is Literal:
        return "" if value in get_args(kind) else _unlike(name, get_args(kind), value)
    if get_origin(kind) is tuple:
        return _wrong_words(name, get_args(kind)[0], value)
    if type(value) is not kind:
        kinds = {bool: "true or false", int: "a whole number", str: "text in quotes"}
        return f"{name} is {kinds[kind]}, not {_shown(value)}"
    form, told = FORMS.get(name, ("", ""))
    if form and not re.fullmatch(form, str(value).strip()):
        return f"{name} is {told}, not {_shown(value)}"
    least, most = LIMITS.get(name, (None, None))
    if least is not None and most is not None and not least <= cast("int", value) <= most:
        return f"{name} is from {least} to {most}, not {value}"
    return ""


def _wrong_words(name: str, kind: Any, value: object) -> str:
    """The same for a list of words, which may be only some."""
    known = get_args(kind) or ("mpv", "--quiet")
    if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        return f"{name} is a list of words, such as {json.dumps(known)}"
    wrong = next((each for each in value if get_args(kind) and each not in known), None)
    return "" if wrong is None else _unlike(f"each of {name}", known, wrong)


def _unknown(what: str, shown: str, name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    meant = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
    return f"there is no {what} {shown}{meant}"


def _unlike(name: str, known: Iterable[str], value: object) -> str:
    near = get_close_matches(str(value), list(known), 1)
    meant = f"; did you mean {near[0]}?" if near else ""
    return f"{name} is one of {', '.join(known)}, not {_shown(value)}{meant}"


def _shown(value: object) -> str:
    told = "true" if value is True else "false" if value is False else repr(value)
    return told if len(told) <= 60 else f"{told[:59]}…"


def _lines(text: str) -> dict[str, int]:
    """Where tables and keys stand, by name; the first of each."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if opened := _TABLE.match(line):
            table = opened[1]
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            name = key[2] or key[3] or key[1].replace('\\"', '"').replace("\\\\", "\\")
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found

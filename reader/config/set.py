"""One setting that is changed while the reader is open, from how a person types it."""

from __future__ import annotations

import shlex
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from reader.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.config.settings import Settings

_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


def wished(settings: Settings) -> Iterator[tuple[str, object]]:
    """Every setting by its full name, such as `reading.measure`, with its value."""
    for name, table in settings._asdict().items():
        for key, value in table._asdict().items():
            yield f"{name}.{key}", value


def shown(value: object) -> str:
    """A value as a person types it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return shlex.join(value) if isinstance(value, tuple) else str(value) or "empty"


def choices(settings: Settings, name: str) -> tuple[str, ...]:
    """The values that a setting can have, if they can be counted."""
    kind = _kind(settings, name)
    if kind is bool:
        return ("true", "false")
    return get_args(kind) if get_origin(kind) is Literal else ()


def changed(settings: Settings, name: str, typed: str) -> Settings:
    """The settings with one of them as it was typed.

    Raises:
        UsageError: there is none of that name, or it cannot have that value.
    """
    from reader.config.said import wrong  # noqa: PLC0415 - seldom needed

    kind = _kind(settings, name)
    if kind is None:
        near = get_close_matches(name, [each for each, _ in wished(settings)], 1)
        hint = f"Perhaps {near[0]}?" if near else "`:set` and Tab list all of them."
        raise UsageError(f"there is no setting {name}", hint)
    value: object = typed
    if kind is bool:
        value = True if typed.lower() in _TRUE else False if typed.lower() in _FALSE else typed
    elif kind is int:
        value = int(typed) if typed.lstrip("-").isdecimal() else typed
    elif kind == tuple[str, ...]:
        value = _words(typed)
    if why := wrong(name, kind, value):
        raise UsageError(why)
    table, _, key = name.partition(".")
    given: Any = tuple(value) if isinstance(value, list) else value
    return settings._replace(**{table: getattr(settings, table)._replace(**{key: given})})


def _words(typed: str) -> list[str]:
    try:
        return shlex.split(typed)
    except ValueError as error:
        raise UsageError(f"the words cannot be told apart: {error}") from error


def _kind(settings: Settings, name: str) -> Any:
    table, _, key = name.partition(".")
    of = getattr(settings, table, None) if table in settings._fields else None
    return get_type_hints(type(of)).get(key) if of is not None else None

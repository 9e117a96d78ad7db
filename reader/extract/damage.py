"""Files that are broken: whatever a library stumbles over becomes one sentence."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from zipfile import BadZipFile
from zlib import error as BrokenStream  # noqa: N812 - it is a class

from reader.model.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Iterator

# What libraries, the standard one among them, raise on files that are broken in some way nobody
# foresaw. A bug of ours may look the same: so it is told as damage, and the law tests look.
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    EOFError,
    OSError,
    BadZipFile,
    BrokenStream,
    NotImplementedError,
)


@contextmanager
def sound(shown: str, *own: type[Exception]) -> Iterator[None]:
    """Have whatever a library stumbles over, its `own` errors too, told as damage of the file."""
    broken: tuple[type[Exception], ...] = (*_BROKEN, *own)
    try:
        yield
    except ParseError:
        raise
    except broken as error:
        raise damaged(shown) from error


def damaged(shown: str) -> ParseError:
    """What to say of a file that is broken beyond reading."""
    return ParseError(
        f"{shown} is damaged: it breaks off or was changed.",
        "Save or download it again.",
        outcome="damaged",
    )

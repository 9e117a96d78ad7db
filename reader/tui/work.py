"""Work beside the keys: what goes wrong in it is told to the person and never ends the program."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol, cast

from reader.model.errors import DatelineError

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import WorkType

_log = logging.getLogger(__name__)


class Telling(Protocol):
    """An app that can tell what went wrong."""

    def tell_problem(self, problem: str, hint: str = "") -> None: ...


Work = Callable[[], Coroutine[Any, Any, object]]
"""Work that has not begun, so that it costs nothing to call it off."""


def guarded(app: App[Any], work: Work) -> WorkType[None]:
    """Work for a worker: a problem becomes a notice with its hint, a bug a calm one and a log."""
    teller = cast("Telling", app)

    async def run() -> None:
        try:
            await work()
        except DatelineError as error:
            _log.info("%s", error.problem)
            teller.tell_problem(error.problem, error.hint)
        except Exception:  # noqa: BLE001 - nothing a feed can bring about may end the program
            _log.exception("a bug")
            teller.tell_problem(
                "That did not work: a fault of dateline's own.", "What happened is in its log."
            )

    return run

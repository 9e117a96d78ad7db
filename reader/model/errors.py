"""Everything that can go wrong in a way a person can be told about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime


Outcome = Literal[
    "error",
    "empty",
    "not_text",
    "not_feed",
    "no_article",
    "unsupported",
    "damaged",
    "too_large",
    "missing",
    "unreadable",
    "directory",
    "not_a_file",
]


class DatelineError(Exception):
    """A problem in one plain sentence, and what to do next.

    Anything else that is raised is a bug and is shown as one.
    """

    outcome: Outcome = "error"
    """What a program reads instead of the sentence."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint


class UsageError(DatelineError):
    """What was asked cannot be done as asked."""


class NotFound(UsageError):
    """An id, address or file that nothing answers to."""


class StoreError(DatelineError):
    """The store cannot be opened, read or written."""


class StoreDamaged(StoreError):
    """Its file cannot be read as what it should be."""


FetchKind = Literal["address", "network", "http", "file", "size", "refused", "auth"]
"""address: it cannot be one; network: DNS, connection, TLS, time; http: the server said no;
file: the disk said no; size: too many bytes; refused: dateline will not go there;
auth: the person's own command gave no name and password."""


class FetchError(DatelineError):
    """Bytes could not be had."""

    def __init__(
        self,
        problem: str,
        hint: str = "",
        *,
        kind: FetchKind,
        status: int | None = None,
        retry_at: datetime | None = None,
        place: str = "",
        outcome: Outcome = "error",
    ) -> None:
        super().__init__(problem, hint)
        self.kind = kind
        self.outcome = outcome
        self.status = status
        """The HTTP status, if a server answered."""
        self.retry_at = retry_at
        """Its host is not to be asked again before this moment."""
        self.place = place
        """The address whose host that is, where redirects may have led; may be empty."""


class ParseError(DatelineError):
    """Bytes were had but nothing could be made of them."""

    def __init__(self, problem: str, hint: str = "", *, outcome: Outcome = "error") -> None:
        super().__init__(problem, hint)
        self.outcome = outcome


class NotAFeed(ParseError):
    """The address answers with something that is not a feed."""

    def __init__(self, source: str, looks_like: str, hint: str = "") -> None:
        super().__init__(f"{source} is {looks_like}, not a feed", hint, outcome="not_feed")
        self.source = source
        self.looks_like = looks_like

    def __reduce__(self) -> tuple[type[NotAFeed], tuple[str, str, str]]:
        # Errors cross from worker processes; Exception's own pickling would pass one argument.
        return (NotAFeed, (self.source, self.looks_like, self.hint))

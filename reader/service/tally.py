"""A refresh as it goes: counted, told, and summed up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model.outcome import Failed, Outcome, Postponed, Progress, Report, Unchanged, Updated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(slots=True)
class Tally:
    """Counts outcomes as they come and tells how far along the refresh is."""

    waiting: list[str]
    on_progress: Callable[[Progress], None] | None
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        if not isinstance(outcome, Postponed) and outcome.title in self.waiting:
            self.waiting.remove(outcome.title)
        if self.on_progress:
            done = len(self.outcomes)
            slowest = self.waiting[0] if self.waiting else ""
            self.on_progress(Progress(done, done + len(self.waiting), outcome, slowest))

    def report(self) -> Report:
        """The whole refresh in numbers."""

        def of(kind: type[Outcome]) -> Sequence[Outcome]:
            return [each for each in self.outcomes if isinstance(each, kind)]

        updated = [each for each in self.outcomes if isinstance(each, Updated)]
        return Report(
            feeds=len(self.outcomes),
            updated=len(updated),
            unchanged=len(of(Unchanged)) + len(of(Postponed)),
            failed=len(of(Failed)),
            new=sum(each.new for each in updated),
            changed=sum(each.changed for each in updated),
            errors=tuple(each for each in self.outcomes if isinstance(each, Failed)),
            postponed=tuple(each for each in self.outcomes if isinstance(each, Postponed)),
        )


def in_words(outcome: Outcome) -> str:
    """An outcome as a line of the log."""
    match outcome:
        case Updated(new=new, changed=changed):
            return f"updated new={new} changed={changed}"
        case Unchanged():
            return "unchanged"
        case Postponed(ready_at=at):
            return f"postponed until={at:%Y-%m-%dT%H:%M:%SZ}"
        case Failed(problem=problem):
            return f"failed problem={problem!r}"

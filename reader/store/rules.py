"""Rules: what is done to articles as they arrive, in the transaction that brings them."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.errors import NotFound, UsageError
from reader.model.personal import Rule, RuleAction, Trial
from reader.model.query import AllOf, AnyOf, Is, Not
from reader.store import copies, history, lists, order
from reader.store.db import moment, stamp
from reader.store.history import Before
from reader.store.history_rows import seen
from reader.store.marks import articles_in_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.query import ArticleQuery, Condition

log = logging.getLogger(__name__)

_ALL = """
select rule.*, (select count(*) from rule_article where rule_id = rule.id) as hits
from rule order by place, id
"""

# What each did need not be counted for every feed that brings something.
_ACTING = "select rule.*, 0 as hits from rule order by place, id"

_ADD = """
insert into rule (action, query, place, made_at, ends_at)
select :action, :query, 1 + coalesce(max(place), 0), :now, :ends_at from rule
returning id
"""

_FOUND = "select id, {found} from article where id in (select value from json_each(:these))"

AT_ONCE = 50
"""Rules that are looked for in one statement; SQLite wants no more columns and parameters."""

_STATES = frozenset({"unread", "read", "starred", "saved", "muted"})
"""What a rule before may have changed."""

_THESE = "where id in (select value from json_each(:these))"

# Each touches only what is not so already: what a rule is said to have done, it did. A copy is as
# read as what it is a copy of, which was there before.
_DO: dict[RuleAction, str] = {
    "mute": f"""
update article set muted_at = :now, listed = 0, read_at = coalesce(read_at, :now)
{_THESE} and muted_at is null returning id
""",
    "read": f"""
update article set read_at = :now {_THESE} and read_at is null and copy_of is null returning id
""",
    "star": f"update article set starred_at = :now {_THESE} and starred_at is null returning id",
    "save": f"update article set saved_at = :now {_THESE} and saved_at is null returning id",
}

_COLUMNS: dict[RuleAction, tuple[history.Column, ...]] = {
    "mute": ("muted_at", "read_at"),
    "read": ("read_at",),
    "star": ("starred_at",),
    "save": ("saved_at",),
    "keep": (),
}

_REMEMBER = """
insert into rule_article (rule_id, article_id, at)
select :rule_id, value, :at from json_each(:ids) where true
on conflict (rule_id, article_id) do update set at = excluded.at
"""

# What the person did to an article since has another time on it, or none.
_AS_LEFT = """
exists (select 1 from rule_article
        where rule_id = :rule_id and article_id = article.id and at = article.{column})
"""

_NEWEST = "select id from article order by id desc limit ?"

EXAMPLES = 5
"""Articles shown of those a rule would find."""


def rules(db: sqlite3.Connection) -> list[Rule]:
    """Every rule, in the order in which they act."""
    return [_rule(row) for row in db.execute(_ALL)]


def one(db: sqlite3.Connection, rule_id: int) -> Rule:
    """One rule; raises NotFound."""
    found = next((each for each in rules(db) if each.id == rule_id), None)
    if found is None:
        raise NotFound(f"there is no rule {rule_id}", "`dateline rules` lists them.")
    return found


def add(
    db: sqlite3.Connection,
    action: RuleAction,
    query: str,
    ends_at: datetime | None,
    now: datetime,
    *,
    also_unread: bool = False,
) -> Change:
    """Add a rule at the end; `also_unread` does it to what is unread already, too."""
    values = {"action": action, "query": query, "now": stamp(now), "ends_at": stamp(ends_at)}
    rule_id = int(db.execute(_ADD, values).fetchone()["id"])
    marks = _catching_up(db, one(db, rule_id), now) if also_unread else ()
    change = _marked(db, marks)
    _remember(db, rule_id, frozenset(each for mark in marks for each in mark.ids), now)
    step = history.RowStep("rule", rule_id, None, seen(db, "rule", rule_id))
    history.note(db, f"added the rule {action} {query}", now, (step,), marks)
    return change


def remove(db: sqlite3.Connection, rule_id: int, now: datetime) -> Change:
    """Take a rule away; what it did stays as it is."""
    gone = one(db, rule_id)
    before = Before(db, "rule", [rule_id])
    db.execute("delete from rule where id = ?", (rule_id,))
    history.note(db, f"removed the rule {_named(gone)}", now, before.steps())
    return Change()


def move(db: sqlite3.Connection, rule_id: int, step: int, now: datetime) -> Change:
    """Move a rule so many places down, or up if negative; at the end it stays."""
    what = f"moved the rule {_named(one(db, rule_id))}"
    order.move(db, "rule", [each.id for each in rules(db)], rule_id, step, what, now)
    return Change()


def take_back(db: sqlite3.Connection, rule_id: int, now: datetime) -> Change:
    """Undo what a rule did to articles; the rule stays, and so does what the person did since."""
    rule = one(db, rule_id)
    values: dict[str, object] = {"rule_id": rule_id}
    # What is heard again takes over what its copies are by then: the last step.
    steps = (
        history.marking(db, column, None, _AS_LEFT.format(column=column), values)
        for column in reversed(_COLUMNS[rule.action])
    )
    marks = tuple(step for count, step in steps if count)
    change = _marked(db, marks)
    done = articles_in_words(len(change.articles))
    history.note(db, f"took back what {_named(rule)} did to {done}", now, marks=marks)
    return change


def apply(db: sqlite3.Connection, arrived: Iterable[int], now: datetime) -> Change:
    """Do what the rules say to articles that have just arrived; departures are the muted ones."""
    arrived = frozenset(arrived)
    standing = _understood(db, now) if arrived else []
    steady = {rule.id: where for rule, where in standing if not _asks_for_state(where)}
    known = dict(zip(steady, _found(db, [*steady.values()], arrived), strict=True))
    change, spared = Change(), frozenset[int]()
    for rule, where in standing:
        found = known[rule.id] if rule.id in known else _found(db, [where], arrived)[0]
        if rule.action == "keep":
            spared |= found
        elif rule.action in ("mute", "read"):
            change |= _do(db, rule, found - spared, now)
        else:
            change |= _do(db, rule, found, now)
    return change


def tried(db: sqlite3.Connection, query: str, most: int, now: datetime) -> Trial:
    """What a rule would find among the newest articles, read and unread."""
    newest = [row["id"] for row in db.execute(_NEWEST, (most,))]
    found = sorted(_found(db, [parsed(query, now).where], newest)[0], reverse=True)
    return Trial(len(found), len(newest), tuple(lists.rows(db, found[:EXAMPLES])))


def _catching_up(db: sqlite3.Connection, rule: Rule, now: datetime) -> tuple[history.MarkStep, ...]:
    """The marks a rule makes on what is unread by now, as if it had been there when it came."""
    query = parsed(rule.query, now).narrowed(Is("unread"))
    where, values = lists.compiled(query, folded=False)
    at = stamp(now)
    if rule.action == "mute":  # from these feeds only, whoever else has it
        steps = [
            history.MarkStep(column, at, history.grouped(db, column, where, values))
            for column in _COLUMNS[rule.action]
        ]
        return tuple(step for step in steps if step.before)
    found = [
        history.marking(db, column, at, f"{where} and {column} is null", values)
        for column in _COLUMNS[rule.action]
    ]
    return tuple(step for count, step in found if count)


def _marked(db: sqlite3.Connection, marks: Iterable[history.MarkStep]) -> Change:
    change = Change()
    for each in marks:
        change |= history.mark(db, each)
    return change


def _do(db: sqlite3.Connection, rule: Rule, ids: frozenset[int], now: datetime) -> Change:
    values = {"these": json.dumps(list(ids)), "now": stamp(now)}
    rows = db.execute(_DO[rule.action], values).fetchall() if ids else []
    done = frozenset(row["id"] for row in rows)
    _remember(db, rule.id, done, now)
    if rule.action == "mute":
        return Change(articles=done | copies.part(db, done), departures=done)
    (column,) = _COLUMNS[rule.action]
    return Change(articles=done | copies.spread(db, column, done))


def _remember(db: sqlite3.Connection, rule_id: int, ids: frozenset[int], now: datetime) -> None:
    if ids:
        values = {"rule_id": rule_id, "at": stamp(now), "ids": json.dumps(list(ids))}
        db.execute(_REMEMBER, values)


def _understood(db: sqlite3.Connection, now: datetime) -> list[tuple[Rule, Condition]]:
    """The rules that act, with what they ask for."""
    standing = []
    for rule in map(_rule, db.execute(_ACTING)):
        if rule.ended(now):
            continue
        try:
            standing.append((rule, parsed(rule.query, now).where))
        except UsageError as error:  # saved by a dateline that understood more
            log.warning("the rule %s does nothing: %s", _named(rule), error.problem)
    return standing


def _found(
    db: sqlite3.Connection, every: Sequence[Condition], among: Iterable[int]
) -> list[frozenset[int]]:
    """Which of some articles each condition finds: one walk through them for all conditions."""
    found: list[frozenset[int]] = []
    for start in range(0, len(every), AT_ONCE):
        columns, values = lists.conditions(every[start : start + AT_ONCE])
        sql = _FOUND.format(found=", ".join(f"({each})" for each in columns))
        rows = db.execute(sql, values | {"these": json.dumps(list(among))}).fetchall()
        found += [
            frozenset(row[0] for row in rows if row[place]) for place in range(1, len(columns) + 1)
        ]
    return found


def _asks_for_state(condition: Condition) -> bool:
    match condition:
        case Is(flag):
            return flag in _STATES
        case Not(inner):
            return _asks_for_state(inner)
        case AllOf(conditions) | AnyOf(conditions):
            return any(map(_asks_for_state, conditions))
    return False


def parsed(query: str, now: datetime) -> ArticleQuery:
    """A query that was kept, its dates those of the person's own zone.

    Raises:
        UsageError: it is not understood any more.
    """
    from reader.text.search import parse_query  # noqa: PLC0415 - most stores have no rules

    return parse_query(query, now.astimezone())


def _named(rule: Rule) -> str:
    return f"{rule.action} {rule.query}"


def _rule(row: sqlite3.Row) -> Rule:
    made_at = datetime.fromtimestamp(row["made_at"], UTC)
    return Rule(
        row["id"], row["action"], row["query"], made_at, moment(row["ends_at"]), row["hits"]
    )

"""Lists: a query becomes a condition, ids become rows. What stands where, says `store.windows`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.article import Article
from reader.model.errors import NotFound
from reader.model.query import (
    AllOf,
    AnyOf,
    ArticleQuery,
    Before,
    Condition,
    Has,
    InFeed,
    InFolder,
    InStory,
    Is,
    Not,
    Since,
    Words,
)
from reader.store.db import moment, stamp
from reader.store.folding import EVERY_FEED, FIRST_WITHIN, HEADS, scope_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

# A cross join, since few are followed: the planner would go through the articles of all stories.
_IN_FOLLOWED = (
    "article.id in (select article_id from follow cross join story_article using (story_id))"
)

_FLAGS = {
    "unread": "read_at is null",
    "read": "read_at is not null",
    "starred": "starred_at is not null",
    "saved": "saved_at is not null",
    "updated": "changed_at is not null",
    "followed": _IN_FOLLOWED,
    "muted": "(muted_at is not null and +feed_id in (select feed_id from subscription))",
    "enclosure": "has_enclosure = 1",
    "picture": "has_picture = 1",
    "revision": "revisions > 1",
}

FEED_TITLE = "coalesce(nullif(own_title, ''), nullif(feed.title, ''), feed.url)"

_NAMED_FEEDS = f"""
feed_id in (select feed.id from feed left join subscription on feed_id = feed.id
            where contains({FEED_TITLE}, {{word}}))
"""

_NAMED_FOLDERS = """
feed_id in (select feed_id from subscription join folder on folder.id = folder_id
            where contains(folder.name, {word}))
"""

_IN_FOLDER = """
feed_id in (select feed_id from subscription join folder on folder.id = folder_id
            where folder.name = {word})
"""

_IN_LANGUAGE = """
instr(lower(replace(coalesce(nullif(article.language, ''),
    (select language from feed where feed.id = feed_id)), '_', '-')) || '-', {word} || '-') = 1
"""

_IN_STORY = """
article.id in (select article_id from story_article where story_id =
    coalesce((select merged_into from story where id = {word}), {word}))
"""

_NAMED_STORIES = """
article.id in (select article_id from story_article join story on story.id = story_id
    left join article as titled on titled.id = title_from
    where contains(coalesce(nullif(story.title, ''), titled.title), {word}))
"""

_NAMED = {
    "story": _NAMED_STORIES,
    "feed": _NAMED_FEEDS,
    "folder": _NAMED_FOLDERS,
    "url": "contains(url, {word})",
    "lang": _IN_LANGUAGE,
}

_ROWS = f"""
select article.*, {FEED_TITLE} as feed_title,
    (select count(*) from article as other
     where other.copy_of = coalesce(article.copy_of, article.id) and other.listed = 1) as copies
from article
join feed on feed.id = article.feed_id
left join subscription on subscription.feed_id = article.feed_id
where article.id in (select value from json_each(?))
"""


_AT_URL = """
select article.id from (
    select article_id from fresh_clue where clue = :clue
    union select article_id from clue where clue = :clue
) join article on article.id = article_id
where url_key = :key
order by url = :url desc, copy_of is not null, article.id desc limit 1
"""


def compiled(
    query: ArticleQuery,
    *,
    read: bool = False,
    packed: bool = False,
    folded: bool = True,
    of: Condition | None = None,
) -> tuple[str, dict[str, object]]:
    """A query as an SQL condition on `article` and its parameters.

    Articles of feeds nobody subscribes to any more are left out, unless they are starred or saved
    and that is what the list is about; so are muted ones, unless they are asked for. Of several
    copies `store.folding` says which is listed, unless the list is not `folded`; `of` are the feeds
    of a longer list that this one is a part of. `read` is for few articles: words are looked for in
    their texts, and not in the index of all. `packed` passes over the words of texts that are not
    in the index yet.
    """
    values: dict[str, object] = {}
    compiler = _Compiler(values, read=read, packed=packed)
    parts = [compiler.sql(query.where)]
    scope = scope_of(query.where) if of is None else of
    if folded and (leaving_out := compiler.folded(scope)):
        parts.insert(0, leaving_out)
    if not _keeps_unlisted(query.where):
        parts.insert(0, "listed = 1")
    return " and ".join(parts), values


def conditions(every: Iterable[Condition]) -> tuple[list[str], dict[str, object]]:
    """Several conditions on few articles, also those in no list, with the parameters of all."""
    values: dict[str, object] = {}
    compiler = _Compiler(values, read=True)
    return [compiler.sql(where) for where in every], values


def count(db: sqlite3.Connection, query: ArticleQuery) -> int:
    """How many articles a list has."""
    where, values = compiled(query)
    return int(db.execute(f"select count(*) from article where {where}", values).fetchone()[0])


def rows(db: sqlite3.Connection, wanted: Sequence[int], *, whole: bool = False) -> list[Article]:
    """Articles without their text, in the order asked for; ids that are gone are left out.

    Summaries stand with the texts: only `whole` rows have them, and those without a title.
    """
    from reader.store import texts  # noqa: PLC0415 - the first list has titles, as a rule

    found = {}
    for row in db.execute(_ROWS, (json.dumps(list(wanted)),)):
        text = texts.find(db, row["id"]) if whole or not row["title"] else None
        found[row["id"]] = _article(row, text.summary if text else "")
    return [found[each] for each in wanted if each in found]


def row(db: sqlite3.Connection, article_id: int) -> Article:
    """One article without its text, but with its summary.

    Raises:
        NotFound: there is no such article.
    """
    found = rows(db, [article_id], whole=True)
    if not found:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    return found[0]


def folders_of_feeds(db: sqlite3.Connection) -> dict[int, str]:
    """The names of the folders that feeds are in, by feed."""
    sql = "select feed_id, name from subscription join folder on folder.id = folder_id"
    return {row["feed_id"]: row["name"] for row in db.execute(sql)}


def by_url(db: sqlite3.Connection, url: str) -> int | None:
    """The newest article at an address, however that is written; of copies there the first."""
    from reader.text.copies import clues  # noqa: PLC0415 - no list needs it
    from reader.text.url import normal_form  # noqa: PLC0415 - as above

    key = normal_form(url)
    values = {"clue": clues(key, "", "")[0], "key": key, "url": url} if key else None
    row = db.execute(_AT_URL, values).fetchone() if values else None
    return row and int(row["id"])


class _Compiler:
    """Turns conditions into SQL, and keeps the values that it has."""

    def __init__(
        self, values: dict[str, object], *, read: bool = False, packed: bool = False
    ) -> None:
        self._values = values
        self._read = read
        self._packed = packed

    def sql(self, condition: Condition) -> str:
        match condition:
            case AllOf(conditions):
                return self._joined(" and ", conditions) or "1"
            case AnyOf(conditions):
                return self._joined(" or ", conditions) or "0"
            case Not(inner):
                return f"not ({self.sql(inner)})"
            case Is(flag) | Has(flag):
                return _FLAGS[flag]
            case Words():
                return self._words(condition)
        template, value = _test(condition)
        return template.format(word=self._bind(value))

    def folded(self, scope: Condition | None) -> str:
        """What leaves copies out; nothing where they belong in the list."""
        if scope is None:
            return ""
        return HEADS if scope == EVERY_FEED else FIRST_WITHIN.format(scope=self.sql(scope))

    def _words(self, words: Words) -> str:
        if words.field in _NAMED:
            return _NAMED[words.field].format(word=self._bind(words.text.casefold()))
        from reader.store import finding  # noqa: PLC0415 - the first list has no words

        return finding.condition(words, self._bind, read=self._read, packed=self._packed)

    def _joined(self, word: str, conditions: tuple[Condition, ...]) -> str:
        parts = [self.sql(each) for each in conditions if not _says_nothing(each)]
        return f"({word.join(parts)})" if len(parts) > 1 else "".join(parts)

    def _bind(self, value: object) -> str:
        name = f"v{len(self._values)}"
        self._values[name] = value
        return f":{name}"


def _test(condition: InFeed | InFolder | InStory | Since | Before) -> tuple[str, object]:
    match condition:
        case InFeed(feed_id):
            return "feed_id = {word}", feed_id
        case InFolder(name):
            return _IN_FOLDER, name
        case InStory(story_id):
            return _IN_STORY, story_id
        case Since(at):
            return "sort_at >= {word}", stamp(at)
        case Before(at):
            return "sort_at < {word}", stamp(at)


def _says_nothing(condition: Condition) -> bool:
    return isinstance(condition, AllOf) and not condition.conditions


def _keeps_unlisted(condition: Condition) -> bool:
    match condition:
        case Is("starred" | "saved" | "muted"):
            return True
        case AllOf(conditions):
            return any(_keeps_unlisted(each) for each in conditions)
        case _:
            return False


def _article(row: sqlite3.Row, summary: str) -> Article:
    return Article(
        id=row["id"],
        feed_id=row["feed_id"],
        feed_title=row["feed_title"],
        title=row["title"],
        url=row["url"],
        authors=tuple(json.loads(row["authors"])),
        published_at=moment(row["published_at"]),
        updated_at=moment(row["updated_at"]),
        first_seen_at=moment(row["first_seen_at"]),
        sort_at=moment(row["sort_at"]),
        summary=summary,
        language=row["language"],
        read=row["read_at"] is not None,
        starred=row["starred_at"] is not None,
        saved=row["saved_at"] is not None,
        revisions=row["revisions"],
        changed_at=moment(row["changed_at"]),
        change=tuple(row["change"].split()),
        change_seen=bool(row["change_seen"]),
        copies=row["copies"],
    )

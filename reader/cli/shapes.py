"""What values look like as JSON: the names and fields that scripts rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.story import said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reader.config.actions import Action
    from reader.model.article import Article, ArticleBody, Copy
    from reader.model.feed import Subscription
    from reader.model.health import Checkup
    from reader.model.history import Deed
    from reader.model.offline import Offline
    from reader.model.outcome import Choices, Imported, Report
    from reader.model.personal import PurgePlan, Rule, SavedView, Trial
    from reader.text.difference import Difference

Shape = dict[str, object]


def subscription(each: Subscription) -> Shape:
    """A line of `dateline feeds --json`."""
    return {
        "id": each.id,
        "url": each.feed.url,
        "title": each.title,
        "folder": each.folder,
        "unread": each.unread,
        "total": each.total,
        "kind": each.feed.kind,
        "status": each.health.status,
        "last_checked": instant(each.health.checked_at),
        "next_check": instant(each.health.next_check_at),
        "why": each.health.why,
        "error": each.health.error,
    }


def checkup(each: Checkup, now: datetime) -> Shape:
    """A line of `dateline feeds --health --json` and `dateline feed show --json`."""
    from reader.text.wishes import place_of_proxy

    health, pace, settings = each.subscription.health, each.pace, each.subscription.settings
    moving = {
        "to": health.moving_to,
        "since": instant(pace.moving_since),
        "times": pace.moving_times,
        "refused": health.moving_to == pace.stays,
    }
    return subscription(each.subscription) | {
        "health": {
            "state": each.state,
            "http_status": health.http_status,
            "hint": health.hint,
            "validators": health.validators.split(", ") if health.validators else [],
            "seconds": pace.seconds or None,
            "failing_since": instant(health.failing_since),
            "failures": health.failures,
            "retry_at": instant(pace.retry_at),
            "force_at": instant(pace.force_at),
            "offline_since": instant(pace.offline_since),
            "moving": moving if health.moving_to else None,
            "moved_from": health.moved_from or None,
            "news_at": instant(pace.news_at),
            "articles_a_day": round(each.rate(now), 2),
            "settings": {
                "user_agent": settings.user_agent or None,
                "headers": [name for name, _ in settings.headers],
                "interval": settings.interval,
                "auth_command": bool(settings.auth_command),
                "proxy": place_of_proxy(settings.proxy) or None,
                "full_text": settings.full_text,
                "save": settings.save,
                "paused": settings.paused,
            },
        }
    }


def added(each: Subscription) -> Shape:
    """The answer of `dateline add --json`."""
    return {
        "url": each.feed.url,
        "title": each.title,
        "kind": each.feed.kind,
        "id": each.id,
    }


def choices(found: Choices) -> Shape:
    """The answer of `dateline add --json` for a page that names several feeds."""
    candidates = [
        {"url": each.url, "title": each.title, "type": each.media_type} for each in found.candidates
    ]
    return {"url": found.address, "candidates": candidates}


def report(done: Report) -> Shape:
    """The answer of `dateline refresh --json`."""
    return {
        "feeds": done.feeds,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "failed": done.failed,
        "new": done.new,
        "changed": done.changed,
        "errors": [
            {
                "url": each.url,
                "problem": each.problem,
                "hint": each.hint,
                "retry_at": instant(each.retry_at),
            }
            for each in done.errors
        ],
        "postponed": [
            {"id": each.feed_id, "title": each.title, "ready_at": instant(each.ready_at)}
            for each in done.postponed
        ],
    }


def article(each: Article, copies: Sequence[Copy] = (), story: int | None = None) -> Shape:
    """A line of `dateline list --json`."""
    return {
        "id": each.id,
        "feed": each.feed_id,
        "feed_title": each.feed_title,
        "title": each.title,
        "url": each.url,
        "authors": list(each.authors),
        "published": instant(each.published_at),
        "updated": instant(each.updated_at),
        "first_seen": instant(each.first_seen_at),
        "read": each.read,
        "starred": each.starred,
        "saved": each.saved,
        "story": story and said(story),
        "revisions": each.revisions,
        "duplicates": [copy(other) for other in copies],
        "summary": each.summary,
    }


def copy(each: Copy) -> Shape:
    """The same article as another feed has it."""
    return {
        "id": each.id,
        "feed": each.feed_id,
        "feed_title": each.feed_title,
        "title": each.title,
        "url": each.url,
        "published": instant(each.published_at),
        "first_seen": instant(each.first_seen_at),
    }


def difference(each: Article, found: Difference) -> Shape:
    """The answer of `dateline diff --json`."""
    return {
        "id": each.id,
        "from": found.old.number,
        "to": found.new.number,
        "kind": found.verdict.kind,
        "what": list(found.verdict.what),
        "title": {"from": found.old.title, "to": found.new.title},
        "changes": [edit._asdict() for edit in found.edits],
        "revisions": each.revisions,
    }


def page(
    each: Article,
    body: ArticleBody,
    copies: Sequence[Copy] = (),
    kept: Offline | None = None,
) -> Shape:
    """The answer of `dateline show --json`."""
    from reader.cli.block_shapes import blocks
    from reader.text.html import stored_blocks
    from reader.text.plain import plain

    content = stored_blocks(body.html)
    return {
        "id": each.id or None,
        "title": each.title,
        "byline": ", ".join(each.authors),
        "dateline": body.dateline,
        "published": instant(each.published_at),
        "url": each.url,
        "source": each.feed_title,
        "text_from": body.source,
        "text": plain(content),
        "html": body.html,
        "blocks": blocks(content),
        "credit": body.credit,
        "enclosures": [
            {"url": file.url, "type": file.media_type, "size": file.size}
            for file in body.enclosures
        ],
        "revisions": each.revisions,
        "offline": None if kept is None else offline(kept),
        "change": list(each.change),
        "duplicates": [copy(other) for other in copies],
    }


def offline(kept: Offline) -> Shape:
    """How much of an article is kept for reading offline."""
    return {
        "complete": kept.complete,
        "done": kept.done,
        "text": "page" if kept.whole else "feed",
        "page": kept.page,
        "pictures": kept.pictures,
        "of": kept.of,
        "bytes": kept.bytes,
        "problem": kept.problem or None,
    }


def saved(each: Article, kept: Offline) -> Shape:
    """A line of `dateline save --json`."""
    return {"id": each.id, "url": each.url} | offline(kept)


def imported(done: Imported) -> Shape:
    """The answer of `dateline import --json`."""
    return {
        "added": done.added,
        "existing": done.existing,
        "refused": [
            {"line": each.line, "why": each.why, "number": each.number or None}
            for each in done.refused
        ],
        "views": done.views,
        "articles": done.articles,
        "read": done.read,
        "starred": done.starred,
        "notes": list(done.notes),
    }


def view(each: SavedView, unread: int) -> Shape:
    """A line of `dateline views --json`."""
    return {"id": each.id, "name": each.name, "query": each.query, "unread": unread}


def rule(each: Rule, now: datetime) -> Shape:
    """A line of `dateline rules --json`."""
    return {
        "id": each.id,
        "action": each.action,
        "query": each.query,
        "made": instant(each.made_at),
        "ends": instant(each.ends_at),
        "ended": each.ended(now),
        "hits": each.hits,
    }


def trial(each: Trial) -> Shape:
    """The answer of `dateline rules try --json`."""
    examples = [article(example) for example in each.examples]
    return {"matched": each.matched, "of": each.of, "examples": examples}


def deed(each: Deed) -> Shape:
    """A line of `dateline undo --list --json`."""
    return {"id": each.id, "at": instant(each.at), "what": each.what, "undone": each.undone}


def purge_plan(plan: PurgePlan, done: int) -> Shape:
    """The answer of `dateline purge --json`."""
    feeds = [
        {"title": each.title, "articles": each.articles, "bytes": each.bytes} for each in plan.feeds
    ]
    total = {"articles": plan.articles, "bytes": plan.bytes, "kept": plan.kept}
    return total | {"purged": done, "feeds": feeds}


def action(each: Action, keys: tuple[str, ...]) -> Shape:
    """A line of `dateline keys --json`."""
    return {
        "id": each.id,
        "keys": list(keys),
        "title": each.title,
        "help": each.help,
        "where": each.where,
    }


def instant(at: datetime | None) -> str | None:
    """ISO 8601, UTC, to the second."""
    from reader.text.ages import iso

    return iso(at) if at else None

"""Who publishes an article, as far as addresses tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.fetch.addresses import plainly_private
from reader.fetch.hosts import registered_domain
from reader.text.url import host

if TYPE_CHECKING:
    from reader.store.story_texts import Told


def source_of(told: Told) -> str:
    """Who publishes an article: the site of its feed, so that two feeds of a house are one source.

    What has no name on the network is its feed.
    """
    for url in (told.site_url, told.feed_url, told.url):
        name = host(url)
        if name and not plainly_private(name):
            return registered_domain(name)
    return told.feed_url

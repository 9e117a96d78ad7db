"""Lists of subscriptions: OPML and newsboat's `urls` file in, OPML out.

A list comes from elsewhere, so it may add web addresses and nothing more: no command, no filter and
no file of this machine, whatever the list says (newsboat took commands from OPML until 2026).
"""

"""Articles as files that other programs read: Markdown, HTML, EPUB, text, JSON; pure."""

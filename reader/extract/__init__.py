"""A saved page or a pasted text to an article; pure, like parse."""

"""dateline: a terminal news reader for people who follow developing stories."""

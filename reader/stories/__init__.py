"""Stories: which articles tell of one event; pure, in one pass, in the order of arrival."""

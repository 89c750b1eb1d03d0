"""How resolutions are worded: opening phrases, names, clauses, dates; the words themselves are in `data/grammar/`."""

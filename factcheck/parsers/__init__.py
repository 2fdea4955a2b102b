"""A shelf of parsers, which say of a sentence which word hangs on which: one file a member, found by being here."""

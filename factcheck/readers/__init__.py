"""A shelf of input formats: one file a member, found by being here."""

"""A shelf of discrepancy kinds: one file a member, found by being here."""

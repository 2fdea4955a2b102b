"""A shelf of report formats: one file a member, found by being here."""

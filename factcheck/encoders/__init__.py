"""A shelf of models that turn text into vectors: one file a member, found by being here."""

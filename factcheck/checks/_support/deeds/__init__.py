"""The deeds of a draft and its sources, and which of them are the same."""

"""Errors planted in a draft on purpose, with a list of them: to train with, and to measure a check by."""

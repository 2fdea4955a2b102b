"""Checking again and again in one process, as files change."""

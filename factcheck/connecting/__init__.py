"""Connections to other machines: whom this program may speak to at all, and one bounded call."""

"""Quotations sewn together of what a source has."""

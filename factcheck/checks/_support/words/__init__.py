"""The words of the sources."""

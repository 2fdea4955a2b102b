"""Cross-check what several articles on one story say, and show where they disagree."""

__version__ = "0.1.0"

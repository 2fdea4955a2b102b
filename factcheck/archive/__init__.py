"""Articles that stay: an archive grows, and of each new article only the story is compared again."""

from factcheck.archive.archive import Archive

__all__ = ["Archive"]

"""What a site's robots.txt lets a program read (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from factcheck.fetching.clock import NotLoaded
from factcheck.fetching.hosts import Target
from factcheck.settings.limits import LONGEST_PAUSE

AGENT = "factcheck"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site's robots.txt says; None where it has none."""

    parser: RobotFileParser | None = None

    @classmethod
    def of(cls, text: bytes) -> Rules:
        """Read a robots.txt, whatever it holds."""
        parser = RobotFileParser()
        parser.parse(text.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
        return cls(parser)

    @property
    def pause(self) -> float:
        """The seconds that the site asks to leave between two pages."""
        asked = self.parser.crawl_delay(AGENT) if self.parser else None
        return min(float(asked or 0), LONGEST_PAUSE)

    def refuse(self, target: Target) -> None:
        """Raise NotLoaded where programs are asked to leave a page alone."""
        if self.parser and not self.parser.can_fetch(AGENT, f"{target.origin}{target.path}"):
            raise NotLoaded("its site asks programs not to read it (robots.txt); save the page and give the file")

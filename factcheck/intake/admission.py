"""Of what a reader made, what is no article to compare: texts in other languages, notices in its place, reports."""

from __future__ import annotations

from factcheck.domain.text import Article, Skipped
from factcheck.intake.own_reports import WHY, reads_as_report
from factcheck.settings.lexicons import load_lexicons
from factcheck.text.excerpt import one_line
from factcheck.text.languages import other_language
from factcheck.text.walls import asked_for, wall


def admitted(article: Article) -> Article | Skipped:
    """Return the article, or why it is not compared with any other."""
    if reads_as_report(article.text):
        return Skipped(article.path, f"{_called(article)} {WHY}")
    language = other_language(article.text)
    if language:
        return Skipped(article.path, f"{_called(article)} is in {language}; only English is read: translate it")
    asks = wall(article.text, load_lexicons().walls)
    return Skipped(article.path, f"{_called(article)}: {asked_for(asks)}") if asks else article


def _called(article: Article) -> str:
    return f"“{one_line(article.title or article.id)}”"

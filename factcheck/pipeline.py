"""The whole flow on one page: articles in, findings out.

read elsewhere ─▶ understand ─▶ group by event ─▶ embed ─▶ align into slots ─▶ compare, kind by kind ─▶ report
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.claims import understand
from factcheck.classifiers import make_classifier
from factcheck.clusters import align
from factcheck.config import Config, Lexicons, identity, kind_settings, load_lexicons, nearest
from factcheck.domain import Account, Article, Claim, Compatible, Discrepancy, Findings, Skipped, Story
from factcheck.errors import ConfigError, NothingComparable
from factcheck.events import same_event_groups
from factcheck.interfaces import Aligner, Classifier, Encoder, Judge, Kind, Progress, member, members, silent
from factcheck.ledger import CachedClassifier, CachedEncoder, default_cache
from factcheck.origins import origins
from factcheck.report import assemble
from factcheck.statements import pair_statements


def compare(
    articles: Sequence[Article],
    config: Config,
    *,
    lexicons: Lexicons | None = None,
    skipped: Sequence[Skipped] = (),
    progress: Progress = silent,
    encoder: Encoder | None = None,
) -> Findings:
    """Say what the articles disagree about. The same articles in any order give the same findings.

    Raises NothingComparable for fewer than two articles, ConfigError for settings of an unknown kind, and
    ModelError when the encoder's weights are missing or altered.
    """
    if len(articles) < 2:
        raise NothingComparable(_too_few(articles, skipped))
    lexicons = lexicons or load_lexicons()
    encoder = encoder or make_encoder(config)
    aligner, judge = make_aligner(config), make_judge(config, lexicons)
    kinds = make_kinds(config, lexicons, judge)

    accounts = understand(
        sorted(articles, key=lambda article: article.id),
        lexicons,
        statements=config.statements.compared,
        progress=lambda items: progress("reading", items),
    )
    stories = make_stories(accounts, config, lexicons, encoder, aligner)
    weighed = [finding for story in progress("comparing", stories) for kind in kinds for finding in kind.compare(story)]
    return assemble(
        stories,
        discrepancies=[finding for finding in weighed if isinstance(finding, Discrepancy)],
        compatible=[
            *(pair for story in stories for pair in story.set_apart),
            *(finding for finding in weighed if isinstance(finding, Compatible)),
        ],
        skipped=skipped,
        encoder=encoder.name,
        aligner=aligner.name,
        judge=judge.name,
        settings=identity(config, lexicons),
    )


def make_stories(
    accounts: Sequence[Account], config: Config, lexicons: Lexicons, encoder: Encoder, aligner: Aligner
) -> tuple[Story, ...]:
    """Group the accounts by event and align the claims inside each group."""
    groups = [[accounts[i] for i in group] for group in same_event_groups(accounts, config.event)]
    return tuple(
        _story(f"story-{n}", group, config, lexicons, encoder=encoder, aligner=aligner)
        for n, group in enumerate(groups, start=1)
    )


def make_encoder(config: Config) -> Encoder:
    """Return the encoder of the settings, behind the vector cache."""
    return CachedEncoder(member("encoders", config.encoder.name)(config.encoder.model), _cache(config))


def make_aligner(config: Config) -> Aligner:
    """Return the aligner of the settings, its model behind the cache."""
    aligner: Aligner = member("aligners", config.aligner.name)(_classifier(config, config.aligner.model, "aligner"))
    return aligner


def make_judge(config: Config, lexicons: Lexicons) -> Judge:
    """Return the judge of the settings, its model behind the cache."""
    judge: Judge = member("judges", config.judge.name)(lexicons, _classifier(config, config.judge.model, "judge"))
    return judge


def make_kinds(config: Config, lexicons: Lexicons, judge: Judge) -> list[Kind]:
    """Return every kind on the shelf with its settings. Raises ConfigError for settings of an unknown one."""
    for name in config.kinds:
        if name not in members("kinds"):
            raise ConfigError(f"[kinds.{name}]: there is no such kind; {nearest(name, list(members('kinds')))}")
    made = []
    for name in members("kinds"):
        kind = member("kinds", name)
        made.append(kind(kind_settings(kind.Settings, config, name), lexicons=lexicons, judge=judge))
    return made


def _classifier(config: Config, model: str, role: str) -> Classifier:
    return CachedClassifier(make_classifier(model, role), _cache(config))


def _cache(config: Config) -> Path:
    return (Path(config.cache.folder) if config.cache.folder else default_cache()) / "vectors.sqlite"


def _story(
    name: str, accounts: Sequence[Account], config: Config, lexicons: Lexicons, *, encoder: Encoder, aligner: Aligner
) -> Story:
    claims = [claim for account in accounts for claim in account.claims] if len(accounts) > 1 else []
    aligned = align(
        claims,
        encoder.encode([claim.slot for claim in claims]),
        encoder.encode([claim.masked for claim in claims]),
        encoder.encode([claim.predicate for claim in claims]),
        aligner=aligner,
        settings=config.alignment,
        lexicons=lexicons,
    )
    pairs = pair_statements(_statements(accounts), aligner, config.statements)
    same = origins(
        [account.article for account in accounts],
        same_origin=config.origin.same_origin,
        shingle_words=config.origin.shingle_words,
        agencies=lexicons.agencies["agencies"],
    )
    return Story(name, _title(accounts), tuple(accounts), (*aligned.clusters, *pairs), same, aligned.set_apart)


def _statements(accounts: Sequence[Account]) -> list[Claim]:
    return [statement for account in accounts for statement in account.statements] if len(accounts) > 1 else []


def _title(accounts: Sequence[Account]) -> str:
    return next((account.article.title for account in accounts if account.article.title), accounts[0].article.id)


def _too_few(articles: Sequence[Article], skipped: Sequence[Skipped]) -> str:
    what = "only one article was" if articles else "no article was"
    why = "".join(f"\n  {one.path}: {one.reason}" for one in skipped)
    return f"{what} read, and it takes two to compare; give more files, a folder or a glob{why}"

"""The whole flow on one page: articles in, findings out.

read elsewhere ─▶ understand ─▶ group by event ─▶ embed ─▶ align into slots ─▶ compare, kind by kind ─▶ rule ─▶ report
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from factcheck import __version__
from factcheck.align.clusters import Aligned, align
from factcheck.align.origins import origins
from factcheck.align.statements import pair_statements
from factcheck.align.stories import TWO_EVENTS, group_of, of_two_events, one_event, same_event_groups
from factcheck.domain.account import Account, Claim
from factcheck.domain.findings import ChangedSetting, Discrepancy, Findings, Found, MadeBy
from factcheck.domain.story import Cluster, Compatible, Settled, Story
from factcheck.domain.text import Article, Skipped
from factcheck.domain.values import Course
from factcheck.errors import NothingComparable, tried
from factcheck.findings.assembly import assemble, told_apart, worst_first
from factcheck.findings.digest import counted
from factcheck.gate import drafts
from factcheck.gate.baselines import Accepted
from factcheck.gate.judging import Gate
from factcheck.interfaces import UNREVIEWED, Aligner, Classifier, Encoder, Judge, Kind, Progress, Reviewing, silent
from factcheck.models.cache import CachedClassifier, CachedEncoder, cache_folder
from factcheck.models.classifiers import make_classifier
from factcheck.settings.config import Config, kind_settings, known_kinds
from factcheck.settings.identity import identity
from factcheck.settings.lexicons import Lexicons, load_lexicons
from factcheck.shelves import KINDS, Shelf, handed, kind_of, kinds, member
from factcheck.understand.accounts import Memory, understand
from factcheck.values.names.namebook import NameBook


def compare(
    articles: Sequence[Article],
    config: Config,
    *,
    lexicons: Lexicons | None = None,
    skipped: Sequence[Skipped] = (),
    progress: Progress = silent,
    encoder: Encoder | None = None,
    reviewing: Reviewing = UNREVIEWED,
    changed: Sequence[ChangedSetting] = (),
) -> Findings:
    """Say what the articles disagree about. The same articles in any order give the same findings.

    `reviewing` is what reviewers answered before, `changed` the settings that are not as shipped. Raises
    NothingComparable for fewer than two articles, ConfigError for settings of an unknown kind, and ModelError when the
    encoder's weights are missing or altered.
    """
    if len(articles) < 2:
        raise NothingComparable(_too_few(articles, skipped))
    tools = _tools(config, lexicons or load_lexicons(), encoder, ["kinds"])
    left_out = list(skipped)
    accounts = _understood(articles, tools, progress, left_out)
    if len(accounts) < 2:
        raise NothingComparable(_too_few(accounts, left_out))
    stories = _stories(accounts, tools, left_out)
    weighed = _weighed(stories, tools, progress, left_out)
    ruled = worst_first(map(reviewing.ruled, told_apart(weighed.found)))
    return assemble(
        stories,
        discrepancies=map(Discrepancy.of, ruled),
        compatible=weighed.reasons,
        skipped=left_out,
        made_by=_made_by(tools, reviewing, changed),
    )


def check(
    draft: Article,
    against: Sequence[Article],
    config: Config,
    *,
    today: date,
    lexicons: Lexicons | None = None,
    skipped: Sequence[Skipped] = (),
    progress: Progress = silent,
    encoder: Encoder | None = None,
    reviewing: Reviewing = UNREVIEWED,
    changed: Sequence[ChangedSetting] = (),
    baseline: Mapping[str, Accepted] = MappingProxyType({}),
    facts: Sequence[Settled] = (),
    sources_too: bool = False,
    memory: Memory | None = None,
) -> Findings:
    """Say where a draft disagrees with the sources that it was written from, and what of it they do not bear out.

    Waivers hold through the day `today`; `baseline` is what was found before; `facts` are the figures that the desk has
    settled; `sources_too` also says what the sources disagree about among themselves; `memory` saves a second run what
    it would read again. Raises NothingComparable when no claim of the draft meets one of a source, else as `compare`.
    """
    if not against:
        raise NothingComparable(_no_sources(skipped))
    tools = _tools(config, lexicons or load_lexicons(), encoder, KINDS)
    dated = drafts.dated(draft, against)
    left_out = list(skipped)
    understood = _understood([dated, *against], tools, progress, left_out, memory)
    accounts = {account.article.id: account for account in understood}
    ours = accounts.pop(dated.id, None)
    if ours is None:
        raise NothingComparable(_not_understood(dated, left_out))
    story = replace(_draft_story(ours, list(accounts.values()), tools, left_out), settled=tuple(facts))
    weighed = _weighed([story], tools, progress, left_out)
    if not drafts.met_places(story, weighed.found, weighed.compatible):
        raise NothingComparable(_nothing_met(ours, story))
    ignored = [kind for kind, least in config.gate.kinds.items() if least == "never"]
    found = drafts.answered_for(weighed.found, weighed.compatible, dated.id, accounts, ignored=ignored)
    found += [one for one in weighed.found if sources_too and not drafts.stands_on(one.sides, dated.id)]
    ruled = worst_first(map(reviewing.ruled, told_apart(found)))
    gate = Gate(config.gate, config.waivers, baseline, today)
    judged = gate.judged(ruled)
    noted = replace(dated, notes=(*dated.notes, *ours.notes))
    met = drafts.met(ours, story, weighed.found, weighed.compatible)
    return assemble(
        [story],
        discrepancies=judged,
        compatible=weighed.reasons,
        skipped=left_out,
        made_by=_made_by(tools, reviewing, changed),
        check=gate.checked(noted, judged, claims=len(ours.claims), met=met),
    )


@dataclass(frozen=True, slots=True)
class _Tools:
    """What a run works with."""

    config: Config
    lexicons: Lexicons
    encoder: Encoder
    aligner: Aligner
    judge: Judge
    kinds: Sequence[Kind]


def _tools(config: Config, lexicons: Lexicons, encoder: Encoder | None, shelves: Sequence[Shelf]) -> _Tools:
    judge = make_judge(config, lexicons)
    made = make_kinds(config, lexicons, judge, shelves)
    return _Tools(config, lexicons, encoder or make_encoder(config), make_aligner(config), judge, made)


def _understood(
    articles: Sequence[Article],
    tools: _Tools,
    progress: Progress,
    left_out: list[Skipped],
    memory: Memory | None = None,
) -> tuple[Account, ...]:
    return understand(
        sorted(articles, key=lambda article: article.id),
        tools.lexicons,
        statements=tools.config.statements.compared,
        progress=lambda items: progress("reading", items),
        memory=memory,
        skip=left_out.append,
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the kinds found, what they found to agree, and why each pair that only looked like a conflict is none."""

    found: Sequence[Found]
    compatible: Sequence[Compatible]
    reasons: Sequence[str]


def _weighed(stories: Sequence[Story], tools: _Tools, progress: Progress, left_out: list[Skipped]) -> _Weighed:
    found: list[Found] = []
    compatible: list[Compatible] = []
    apart: list[str] = []
    for story in progress("comparing", stories):
        apart += (pair.reason for pair in story.set_apart)
        for weighed in (weighed for kind in tools.kinds for weighed in _compared(kind, story, left_out)):
            if isinstance(weighed, Compatible):
                compatible.append(weighed)
            elif of_two_events(weighed, story, tools.config.event):
                apart.append(TWO_EVENTS)
            else:
                found.append(weighed)
    return _Weighed(found, compatible, [*apart, *(pair.reason for pair in compatible)])


def _compared(kind: Kind, story: Story, left_out: list[Skipped]) -> list[Found | Compatible]:
    """What a kind finds in a story; where it fails, nothing of this story, and that is told."""
    why = f"the kind {type(kind).__module__.rpartition('.')[2]} failed on this story and found nothing in it"
    nothing: list[Found | Compatible] = []
    return tried(lambda: list(kind.compare(story)), _telling(left_out, story.title, why), otherwise=nothing)


def _telling(left_out: list[Skipped], where: str, why: str) -> Callable[[str], None]:
    return lambda error: left_out.append(Skipped(where, f"{why}; report it as a bug ({error})"))


def _made_by(tools: _Tools, reviewing: Reviewing, changed: Sequence[ChangedSetting]) -> MadeBy:
    return MadeBy(
        version=__version__,
        encoder=tools.encoder.name,
        aligner=tools.aligner.name,
        judge=tools.judge.name,
        config_sha256=identity(tools.config, tools.lexicons),
        changed=tuple(changed),
        calibrator=reviewing.calibrator,
    )


def _stories(accounts: Sequence[Account], tools: _Tools, left_out: list[Skipped]) -> tuple[Story, ...]:
    """Group the accounts by event and align the claims inside each group."""
    together: tuple[tuple[int, ...], ...] = (tuple(range(len(accounts))),)
    why = "the articles could not be told apart by event and count as one story"
    groups = tried(
        lambda: same_event_groups(accounts, tools.config.event),
        _telling(left_out, _title(accounts), why),
        otherwise=together,
    )
    return tuple(
        _story(f"story-{n}", [accounts[i] for i in group], tools, left_out) for n, group in enumerate(groups, start=1)
    )


def _draft_story(draft: Account, sources: Sequence[Account], tools: _Tools, left_out: list[Skipped]) -> Story:
    """Put the draft together with those of its sources that are on its event."""
    why = "the sources could not be told apart by event, and all count"
    group = tried(
        lambda: group_of(draft, sources, tools.config.event),
        _telling(left_out, draft.article.path, why),
        otherwise=tuple(range(len(sources))),
    )
    story = _story("story-1", [draft, *(sources[i] for i in group)], tools, left_out)
    # A draft is its own origin, however much of a source's text it took over: it is what is in question.
    return replace(
        story, draft=draft.article.id, origins={**story.origins, draft.article.id: draft.article.id}, one_event={}
    )


def make_encoder(config: Config) -> Encoder:
    """Return the encoder of the settings, behind the vector cache."""
    return CachedEncoder(load_encoder(config), _cache(config))


def load_encoder(config: Config) -> Encoder:
    """Return the encoder of the settings itself, which encodes again what it encoded before."""
    return _encoder(config.encoder.name, config.encoder.model)


@lru_cache(maxsize=2)  # a model is loaded once a process, however often it checks
def _encoder(name: str, model: str) -> Encoder:
    encoder: Encoder = member("encoders", name)(model)
    return encoder


def make_aligner(config: Config) -> Aligner:
    """Return the aligner of the settings, its model behind the cache."""
    class_ = member("aligners", config.aligner.name)
    offered = {"classifier": _classifier(config, config.aligner.model, "aligner")}
    aligner: Aligner = class_(**handed(class_, offered))
    return aligner


def make_judge(config: Config, lexicons: Lexicons) -> Judge:
    """Return the judge of the settings, its model behind the cache."""
    class_ = member("judges", config.judge.name)
    offered = {**_lists(lexicons), "classifier": _classifier(config, config.judge.model, "judge")}
    judge: Judge = class_(**handed(class_, offered))
    return judge


def make_kinds(config: Config, lexicons: Lexicons, judge: Judge, shelves: Sequence[Shelf] = KINDS) -> list[Kind]:
    """Return every kind on the shelves with its settings and what it needs.

    Raises ConfigError for settings of an unknown one, UsageError for a need that nobody can meet.
    """
    known_kinds(config.kinds, "kinds", "settings")
    known_kinds(config.gate.kinds, "gate.kinds", "settings")
    offered = {**_lists(lexicons), "judge": judge}
    classes = {name: kind_of(name) for name in kinds(shelves)}
    return [c(kind_settings(name, config), **handed(c, offered)) for name, c in classes.items()]


def _lists(lexicons: Lexicons) -> dict[str, Any]:
    """Every word list by its name, and all of them."""
    return {**dict(lexicons), "lexicons": lexicons}


def _classifier(config: Config, model: str, role: str) -> Classifier:
    return CachedClassifier(make_classifier(model, role), _cache(config))


def _cache(config: Config) -> Path:
    return cache_folder(config) / "vectors.sqlite"


def _story(name: str, accounts: Sequence[Account], tools: _Tools, left_out: list[Skipped]) -> Story:
    """Align the claims of a group. A step that fails costs what it would have found, and that is told."""
    title, settings = _title(accounts), tools.config
    no_pairs: tuple[Cluster, ...] = ()
    unknown: Mapping[tuple[str, str], float] = {}

    def tell(why: str) -> Callable[[str], None]:
        return _telling(left_out, title, f"{why} in this story")

    aligned = tried(
        lambda: _aligned(accounts, tools),
        tell("the claims could not be aligned, and nothing that needs it was compared"),
        otherwise=Aligned((), ()),
    )
    pairs = tried(
        lambda: pair_statements(_statements(accounts), tools.aligner, settings.statements),
        tell("the statements could not be paired and were not compared"),
        otherwise=no_pairs,
    )
    same = tried(
        lambda: _origins(accounts, tools),
        tell("copies of one report could not be found, and each article counts as an origin"),
        otherwise={account.article.id: account.article.id for account in accounts},
    )
    likely = tried(
        lambda: one_event(accounts, settings.event),
        tell("look-alike events could not be told apart"),
        otherwise=unknown,
    )
    book = tried(
        lambda: _book(accounts, tools),
        tell("names could not be joined across the articles"),
        otherwise=NameBook.of({}),
    )
    clusters = (*aligned.clusters, *pairs)
    return Story(name, title, tuple(accounts), clusters, same, aligned.set_apart, likely, book=book)


def _aligned(accounts: Sequence[Account], tools: _Tools) -> Aligned:
    told = [claim for account in accounts for claim in account.claims] if len(accounts) > 1 else []
    claims = [claim for claim in told if claim.course is not Course.EARLIER]
    return align(
        claims,
        tools.encoder.encode([claim.slot for claim in claims]),
        tools.encoder.encode([claim.masked for claim in claims]),
        tools.encoder.encode([claim.predicate for claim in claims]),
        aligner=tools.aligner,
        settings=tools.config.alignment,
        hedges=tools.lexicons.hedges,
        nouns=tools.lexicons.nouns,
        play=tools.lexicons.play,
    )


def _origins(accounts: Sequence[Account], tools: _Tools) -> dict[str, str]:
    return origins(
        [account.article for account in accounts],
        same_origin=tools.config.origin.same_origin,
        shingle_words=tools.config.origin.shingle_words,
        agencies=tools.lexicons.agencies.names,
    )


def _book(accounts: Sequence[Account], tools: _Tools) -> NameBook:
    return NameBook.of({one.article.id: one.names for one in accounts}, given=tools.lexicons.titles.given)


def _statements(accounts: Sequence[Account]) -> list[Claim]:
    return [statement for account in accounts for statement in account.statements] if len(accounts) > 1 else []


def _title(accounts: Sequence[Account]) -> str:
    return next((account.article.title for account in accounts if account.article.title), accounts[0].article.id)


def _too_few(articles: Sequence[Article | Account], skipped: Sequence[Skipped]) -> str:
    what = "only one article was" if articles else "no article was"
    return f"{what} read, and it takes two to compare; give more files, a folder or a glob{_reasons(skipped)}"


def _not_understood(draft: Article, skipped: Sequence[Skipped]) -> str:
    return f"{draft.path}: the draft could not be read, so that nothing was compared{_reasons(skipped)}"


def _no_sources(skipped: Sequence[Skipped]) -> str:
    return f"no source was read to hold the draft against; give files, a folder or a glob{_reasons(skipped)}"


def _nothing_met(draft: Account, story: Story) -> str:
    if not draft.claims:
        return f"{draft.article.path}: no figure, date or other claim was found in it, so that nothing was compared"
    found = f"{counted(len(draft.claims), 'claim')} {'was' if len(draft.claims) == 1 else 'were'} found in it"
    why = "no source seems to be on its event" if len(story.accounts) == 1 else "none of them meets one of a source"
    return f"{draft.article.path}: {found}, but {why}; check that the sources are those it was written from"


def _reasons(skipped: Sequence[Skipped]) -> str:
    return "".join(f"\n  {one.path}: {one.reason}" for one in skipped)

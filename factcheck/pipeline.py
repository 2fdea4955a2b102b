"""The whole flow on one page: articles in, findings out.

read elsewhere ─▶ understand ─▶ group by event, embed, align ─▶ compare, kind by kind ─▶ rule ─▶ gate a draft ─▶ report

`tools.py` makes what it works with, `grouping.py` puts accounts together by event, `comparing.py` makes a story of them
and asks the kinds, `recalling.py` takes again what came of a story before. A `Crew` reads the articles and does the
stories: this process, or several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from factcheck.comparing import Comparing, Weighed
from factcheck.domain.account import Account
from factcheck.domain.findings import ChangedSetting, Discrepancy, Findings, MadeBy
from factcheck.domain.story import OneEvent, Settled, Story
from factcheck.domain.text import Article, Skipped
from factcheck.errors import NothingComparable
from factcheck.findings.assembly import assemble, told_apart, worst_first
from factcheck.findings.digest import counted
from factcheck.findings.successions import later_edition
from factcheck.findings.sureness import TOO_UNSURE, is_too_unsure
from factcheck.gate import drafts
from factcheck.gate.baselines import Accepted
from factcheck.gate.coverage import coverage
from factcheck.gate.judging import Gate
from factcheck.grouping import gathered, gathered_round
from factcheck.interfaces import ALONE, UNREVIEWED, Crew, Encoder, Progress, Reviewing, silent
from factcheck.recalling import Recalling
from factcheck.settings.config import Config
from factcheck.settings.identity import identity
from factcheck.settings.lexicons import Lexicons, load_lexicons
from factcheck.shelves import KINDS
from factcheck.tools import Tools, make_tools
from factcheck.understand.accounts import understand
from factcheck.understand.memory import Memory, completed
from factcheck.version import __version__

_NO_SOURCES = "no source was read to hold the draft against; give files, a folder or a glob"


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
    memory: Memory | None = None,
    crew: Crew = ALONE,
) -> Findings:
    """Say what the articles disagree about. The same articles in any order give the same findings.

    `reviewing` is what reviewers answered before, `changed` the settings that are not as shipped; `memory` saves a
    second run what it would read again. The `crew` reads the articles and compares the stories: whoever it is, the
    findings are the same. Raises
    NothingComparable for fewer than two articles, ConfigError for settings of an unknown kind, and ModelError when the
    encoder's weights are missing or altered.
    """
    if len(articles) < 2:
        raise NothingComparable(_too_few(articles), *_reasons(skipped))
    tools = make_tools(config, lexicons or load_lexicons(), encoder, ["kinds"])
    left_out = list(skipped)
    accounts = _understood(articles, tools, progress, left_out, memory=memory, crew=crew)
    if len(accounts) < 2:
        raise NothingComparable(_too_few(accounts), *_reasons(left_out))
    together = gathered(accounts, tools, left_out)
    weighed = _weighed(together, tools, progress, left_out, memory=memory, crew=crew)
    found = [one for story in weighed for one in story.found]
    ruled = worst_first(map(reviewing.ruled, told_apart(found)))
    return assemble(
        [one.story for one in weighed],
        discrepancies=map(Discrepancy.of, ruled),
        compatible=[reason for one in weighed for reason in one.reasons],
        skipped=left_out,
        made_by=made_by(tools, reviewing, changed),
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
        raise NothingComparable(_NO_SOURCES, *_reasons(skipped))
    tools = make_tools(config, lexicons or load_lexicons(), encoder, KINDS)
    dated = drafts.dated(draft, against)
    left_out = list(skipped)
    understood = _understood([dated, *against], tools, progress, left_out, memory=memory)
    accounts = {account.article.id: account for account in understood}
    ours = accounts.pop(dated.id, None)
    if ours is None:
        raise NothingComparable(_not_understood(dated), *_reasons(left_out))
    together = gathered_round(ours, list(accounts.values()), facts, tools, left_out)
    (weighed,) = _weighed([together], tools, progress, left_out, memory=memory)
    story = weighed.story
    if not drafts.met_places(story, weighed.found, weighed.compatible):
        raise NothingComparable(_nothing_met(ours, story))
    ignored = [kind for kind, least in config.gate.kinds.items() if least == "never"]
    found = drafts.answered_for(
        weighed.found, weighed.compatible, dated.id, accounts, ignored=ignored, edition=later_edition(story)
    )
    found += [one for one in weighed.found if sources_too and not drafts.stands_on(one.sides, dated.id)]
    told = [one for one in found if not is_too_unsure(one, config.sureness)]
    ruled = worst_first(map(reviewing.ruled, told_apart(told)))
    gate = Gate(config.gate, config.waivers, baseline, today)
    judged = gate.judged(ruled)
    noted = replace(dated, notes=(*dated.notes, *ours.notes, *drafts.much_alike(ours, accounts.values())))
    met = drafts.met(ours, story, weighed.found, weighed.compatible)
    covered = coverage(ours, story, weighed.found, weighed.compatible, judged)
    return assemble(
        [story],
        discrepancies=judged,
        compatible=[*weighed.reasons, *[TOO_UNSURE] * (len(found) - len(told))],
        skipped=left_out,
        made_by=made_by(tools, reviewing, changed),
        check=gate.checked(noted, judged, claims=len(ours.claims), met=met, coverage=covered),
    )


def _understood(
    articles: Sequence[Article],
    tools: Tools,
    progress: Progress,
    left_out: list[Skipped],
    *,
    memory: Memory | None = None,
    crew: Crew = ALONE,
) -> tuple[Account, ...]:
    return understand(
        sorted(articles, key=lambda article: article.id),
        tools.lexicons,
        parser=tools.parser,
        statements=tools.config.statements.compared,
        progress=lambda items: progress("reading", items),
        memory=memory,
        skip=left_out.append,
        crew=crew,
    )


def _weighed(
    together: Sequence[OneEvent],
    tools: Tools,
    progress: Progress,
    left_out: list[Skipped],
    *,
    memory: Memory | None = None,
    crew: Crew = ALONE,
) -> Sequence[Weighed]:
    """What comes of every story, in the order of the stories; what a story was left without is told."""
    recalling = Recalling(memory or Memory(), tools)
    before = recalling.recalled(together)
    fresh = crew.each(Comparing(tools).weighed, [one for one, known in zip(together, before, strict=True) if not known])
    told = completed(before, fresh)
    every = [one for _, one in zip(progress("comparing", together), told, strict=True)]
    recalling.keep(together, every, before)
    left_out += (one for story in every for one in story.left_out)
    left_out += tools.judge.left_out
    return every


def made_by(tools: Tools, reviewing: Reviewing, changed: Sequence[ChangedSetting]) -> MadeBy:
    """Return what a report says of what made it."""
    return MadeBy(
        version=__version__,
        parser=tools.parser.name,
        encoder=tools.encoder.name,
        aligner=tools.aligner.name,
        decision=tools.decision.name,
        judge=tools.judge.name,
        config_sha256=identity(tools.config, tools.lexicons),
        changed=tuple(changed),
        calibrator=reviewing.calibrator,
    )


def _too_few(articles: Sequence[Article | Account]) -> str:
    what = "only one article was" if articles else "no article was"
    return f"{what} read, and it takes two to compare; give more files, a folder or a glob"


def _not_understood(draft: Article) -> str:
    return f"{draft.path}: the draft could not be read, so that nothing was compared"


def _nothing_met(draft: Account, story: Story) -> str:
    if not draft.claims:
        return f"{draft.article.path}: no figure, date or other claim was found in it, so that nothing was compared"
    found = f"{counted(len(draft.claims), 'claim')} {'was' if len(draft.claims) == 1 else 'were'} found in it"
    why = "no source seems to be on its event" if len(story.accounts) == 1 else "none of them meets one of a source"
    return f"{draft.article.path}: {found}, but {why}; check that the sources are those it was written from"


def _reasons(skipped: Sequence[Skipped]) -> list[str]:
    return [f"{one.path}: {one.reason}" for one in skipped]

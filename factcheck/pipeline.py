"""The whole flow on one page: articles in, findings out.

read elsewhere ─▶ understand ─▶ group by event, embed, align ─▶ compare, kind by kind ─▶ rule ─▶ gate a draft ─▶ report

`tools.py` makes what it works with, `grouping.py` puts accounts together into stories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from factcheck.align.stories import TWO_EVENTS, of_two_events
from factcheck.domain.account import Account
from factcheck.domain.findings import ChangedSetting, Discrepancy, Findings, Found, MadeBy
from factcheck.domain.story import Compatible, Settled, Story
from factcheck.domain.text import Article, Skipped
from factcheck.errors import NothingComparable, tried
from factcheck.findings.assembly import assemble, told_apart, worst_first
from factcheck.findings.digest import counted
from factcheck.findings.events import with_events
from factcheck.findings.successions import as_editions, later_edition
from factcheck.gate import drafts
from factcheck.gate.baselines import Accepted
from factcheck.gate.coverage import coverage
from factcheck.gate.judging import Gate
from factcheck.grouping import draft_story, make_stories, telling
from factcheck.interfaces import UNREVIEWED, Encoder, Kind, Progress, Reviewing, silent
from factcheck.settings.config import Config
from factcheck.settings.identity import identity
from factcheck.settings.lexicons import Lexicons, load_lexicons
from factcheck.shelves import KINDS
from factcheck.tools import Tools, make_tools
from factcheck.understand.accounts import understand
from factcheck.understand.events import EventReader
from factcheck.understand.memory import Memory
from factcheck.version import __version__


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
) -> Findings:
    """Say what the articles disagree about. The same articles in any order give the same findings.

    `reviewing` is what reviewers answered before, `changed` the settings that are not as shipped; `memory` saves a
    second run what it would read again. Raises
    NothingComparable for fewer than two articles, ConfigError for settings of an unknown kind, and ModelError when the
    encoder's weights are missing or altered.
    """
    if len(articles) < 2:
        raise NothingComparable(_too_few(articles, skipped))
    tools = make_tools(config, lexicons or load_lexicons(), encoder, ["kinds"])
    left_out = list(skipped)
    accounts = _understood(articles, tools, progress, left_out, memory)
    if len(accounts) < 2:
        raise NothingComparable(_too_few(accounts, left_out))
    stories = make_stories(accounts, tools, left_out, progress)
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
    tools = make_tools(config, lexicons or load_lexicons(), encoder, KINDS)
    dated = drafts.dated(draft, against)
    left_out = list(skipped)
    understood = _understood([dated, *against], tools, progress, left_out, memory)
    accounts = {account.article.id: account for account in understood}
    ours = accounts.pop(dated.id, None)
    if ours is None:
        raise NothingComparable(_not_understood(dated, left_out))
    story = replace(draft_story(ours, list(accounts.values()), tools, left_out), settled=tuple(facts))
    weighed = _weighed([story], tools, progress, left_out)
    if not drafts.met_places(story, weighed.found, weighed.compatible):
        raise NothingComparable(_nothing_met(ours, story))
    ignored = [kind for kind, least in config.gate.kinds.items() if least == "never"]
    found = drafts.answered_for(
        weighed.found, weighed.compatible, dated.id, accounts, ignored=ignored, edition=later_edition(story)
    )
    found += [one for one in weighed.found if sources_too and not drafts.stands_on(one.sides, dated.id)]
    ruled = worst_first(map(reviewing.ruled, told_apart(found)))
    gate = Gate(config.gate, config.waivers, baseline, today)
    judged = gate.judged(ruled)
    noted = replace(dated, notes=(*dated.notes, *ours.notes))
    met = drafts.met(ours, story, weighed.found, weighed.compatible)
    told = coverage(ours, story, weighed.found, weighed.compatible, judged)
    return assemble(
        [story],
        discrepancies=judged,
        compatible=weighed.reasons,
        skipped=left_out,
        made_by=_made_by(tools, reviewing, changed),
        check=gate.checked(noted, judged, claims=len(ours.claims), met=met, coverage=told),
    )


def _understood(
    articles: Sequence[Article],
    tools: Tools,
    progress: Progress,
    left_out: list[Skipped],
    memory: Memory | None = None,
) -> tuple[Account, ...]:
    return understand(
        sorted(articles, key=lambda article: article.id),
        tools.lexicons,
        parser=tools.parser,
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


def _weighed(stories: Sequence[Story], tools: Tools, progress: Progress, left_out: list[Skipped]) -> _Weighed:
    every: list[Found] = []
    compatible: list[Compatible] = []
    apart: list[str] = []
    for story in progress("comparing", stories):
        apart += (pair.reason for pair in story.set_apart)
        found: list[Found] = []
        for weighed in (weighed for kind in tools.kinds for weighed in _compared(kind, story, left_out)):
            if isinstance(weighed, Compatible):
                compatible.append(weighed)
            elif of_two_events(weighed, story, tools.config.event):
                apart.append(TWO_EVENTS)
            else:
                found.append(as_editions(weighed, story))
        every += _with_events(found, story, tools, left_out)
    left_out += tools.judge.left_out
    return _Weighed(every, compatible, [*apart, *(pair.reason for pair in compatible)])


def _compared(kind: Kind, story: Story, left_out: list[Skipped]) -> list[Found | Compatible]:
    """What a kind finds in a story; where it fails, nothing of this story, and that is told."""
    why = f"the kind {type(kind).__module__.rpartition('.')[2]} failed on this story and found nothing in it"
    nothing: list[Found | Compatible] = []
    return tried(lambda: list(kind.compare(story)), telling(left_out, story.title, why), otherwise=nothing)


def _with_events(found: list[Found], story: Story, tools: Tools, left_out: list[Skipped]) -> list[Found]:
    """The findings with what event each is of; where that cannot be read, as they were."""
    why = "of what event the findings are could not be read in this story"
    reader = EventReader(story.told, tools.lexicons, tools.parser)
    return tried(lambda: with_events(found, story, reader.read), telling(left_out, story.title, why), otherwise=found)


def _made_by(tools: Tools, reviewing: Reviewing, changed: Sequence[ChangedSetting]) -> MadeBy:
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

"""Accounts put together into stories: which are on one event, which claims of them are of one thing, who copied whom.

A step that fails costs what it would have found, and that is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from factcheck.align.clusters import Aligned, align, shared
from factcheck.align.comparability import hindrance, rounds
from factcheck.align.copies import told_once
from factcheck.align.evidence import Block
from factcheck.align.naming_evidence import CARD, EVIDENCE
from factcheck.align.one_name import with_one_owner
from factcheck.align.origins import origins
from factcheck.align.pairs import blocks, disputes
from factcheck.align.statements import pair_statements
from factcheck.align.stories import group_of, one_event, same_event_groups
from factcheck.align.weights import SHIPPED, load_weights
from factcheck.domain.account import Account, Claim
from factcheck.domain.story import Cluster, Dispute, OneEvent, Settled, Story
from factcheck.domain.text import Skipped
from factcheck.domain.values import Course, Figure, Hedge
from factcheck.errors import contained, tried
from factcheck.interfaces import Encoder, Progress, silent
from factcheck.models.cache import CachedEncoder
from factcheck.tools import Tools
from factcheck.values.names.namebook import NameBook

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def gathered(accounts: Sequence[Account], tools: Tools, left_out: list[Skipped]) -> tuple[OneEvent, ...]:
    """Put the accounts together that are on one event; copies go with what they are copies of."""
    accounts, copies = told_once(accounts)
    together: tuple[tuple[int, ...], ...] = (tuple(range(len(accounts))),)
    why = "the articles could not be told apart by event and count as one story"
    groups = tried(
        lambda: same_event_groups(accounts, tools.config.event),
        telling(left_out, _title(accounts), why),
        otherwise=together,
    )
    return tuple(
        _with_copies(f"story-{n}", [accounts[i] for i in group], copies) for n, group in enumerate(groups, start=1)
    )


def gathered_round(
    draft: Account, sources: Sequence[Account], facts: Sequence[Settled], tools: Tools, left_out: list[Skipped]
) -> OneEvent:
    """Put the draft together with those of its sources that are on its event, and with what the desk has settled."""
    sources, copies = told_once(sources)
    why = "the sources could not be told apart by event, and all count"
    group = tried(
        lambda: group_of(draft, sources, tools.config.event),
        telling(left_out, draft.article.path, why),
        otherwise=tuple(range(len(sources))),
    )
    found = _with_copies("story-1", [draft, *(sources[i] for i in group)], copies)
    return replace(found, draft=draft.article.id, settled=tuple(facts))


def make_stories(
    accounts: Sequence[Account], tools: Tools, left_out: list[Skipped], progress: Progress = silent
) -> tuple[Story, ...]:
    """Group the accounts by event and align the claims inside each group."""
    groups = gathered(accounts, tools, left_out)
    return tuple(make_story(one, tools, left_out) for one in progress("aligning", groups))


def telling(left_out: list[Skipped], where: str, why: str) -> Callable[[str], None]:
    """Return what puts an error with what it cost among what was left out."""
    return lambda error: left_out.append(Skipped(where, f"{why}; report it as a bug ({error})"))


def _with_copies(name: str, accounts: Sequence[Account], of_run: Mapping[str, tuple[Account, ...]]) -> OneEvent:
    copies = {one.article.id: of_run[one.article.id] for one in accounts if one.article.id in of_run}
    return OneEvent(name, tuple(accounts), copies)


def embed(together: Sequence[OneEvent], tools: Tools) -> None:
    """Let an encoder that keeps what it made read at once what several stories embed; each story then asks it again.

    Of texts of one length, which are read together, each takes less the more there are. What fails here fails again
    where its story is made, and is told there.
    """
    if len(together) < 2 or not isinstance(tools.encoder, CachedEncoder):
        return
    with contained(lambda _: None):
        told = [_compared(found.accounts, tools) for found in together]
        tools.encoder.prepare([text for claims in told for text in _texts([claims[i] for i in shared(claims)])])


def make_story(found: OneEvent, tools: Tools, left_out: list[Skipped]) -> Story:
    """Align the claims of the accounts on one event. What it makes depends on them and the tools alone."""
    accounts, copies, draft = found.accounts, found.copies, found.draft
    title, settings = _title(accounts), tools.config
    everyone = _everyone(found)
    no_pairs: tuple[Cluster, ...] = ()
    unknown: Mapping[tuple[str, str], float] = {}
    nothing: tuple[Aligned, tuple[Dispute, ...]] = (Aligned(), ())

    def tell(why: str) -> Callable[[str], None]:
        return telling(left_out, title, f"{why} in this story")

    likely = tried(
        lambda: one_event(accounts, settings.event),
        tell("look-alike events could not be told apart"),
        otherwise=unknown,
    )
    aligned, disputed = tried(
        lambda: _aligned(accounts, tools, likely),
        tell("the claims could not be aligned, and nothing that needs it was compared"),
        otherwise=nothing,
    )
    pairs = tried(
        lambda: pair_statements(_statements(accounts), tools.aligner, settings.statements),
        tell("the statements could not be paired and were not compared"),
        otherwise=no_pairs,
    )
    same = tried(
        lambda: _origins(everyone, tools),
        tell("copies of one report could not be found, and each article counts as an origin"),
        otherwise={account.article.id: account.article.id for account in everyone},
    )
    book = tried(
        lambda: book_of(found, tools),
        tell("names could not be joined across the articles"),
        otherwise=NameBook.of({}),
    )
    # A draft is its own origin, however much of a source's text it took over: it is what is in question.
    origin, events = ({**same, draft: draft}, unknown) if draft else (same, likely)
    return Story(
        found.id,
        title,
        accounts,
        (*aligned.clusters, *pairs),
        origin,
        aligned.set_apart,
        events,
        draft=draft,
        settled=found.settled,
        disputes=disputed,
        copies=copies,
        book=book,
    )


def _aligned(
    accounts: Sequence[Account], tools: Tools, events: Mapping[tuple[str, str], float]
) -> tuple[Aligned, tuple[Dispute, ...]]:
    """Cluster the claims, and say which of their figures are in dispute."""
    claims = _compared(accounts, tools)
    vectors = _vectors(claims, tools.encoder)
    aligned = _clustered(claims, vectors, tools)
    of_unit = blocks(accounts, claims, vectors, aligned.clusters, events)
    return aligned, _disputed(of_unit, tools)


def _compared(accounts: Sequence[Account], tools: Tools) -> list[Claim]:
    """The claims that are held against each other: none of a single account, none of what was so before."""
    told = [claim for one in accounts for claim in (*_headlined(one), *one.claims)] if len(accounts) > 1 else []
    weights = load_weights(SHIPPED, CARD, tuple(EVIDENCE))
    owned = with_one_owner(told, accounts, tools.lexicons.titles, weights, tools.config.alignment.one_owner)
    return [claim for claim in owned if claim.course is not Course.EARLIER]


def _vectors(claims: Sequence[Claim], encoder: Encoder) -> list[NDArray[np.float32]]:
    """The vectors of the claims' slots, clauses masked, and deeds; zeros where no other article has one of the sort."""
    import numpy as np

    asked = shared(claims)
    found = encoder.encode(_texts([claims[i] for i in asked]))
    vectors = np.zeros((3, len(claims), found.shape[1]), dtype=found.dtype)
    if asked:
        vectors[:, asked] = found.reshape(3, len(asked), -1)
    return list(vectors)


def _texts(claims: Sequence[Claim]) -> list[str]:
    """What of claims is embedded: first of all the slot, then the clause masked, then the deed."""
    of_each = ((claim.slot, claim.masked, claim.predicate) for claim in claims)
    return [text for of_sort in zip(*of_each, strict=True) for text in of_sort]


def _headlined(account: Account) -> list[Claim]:
    """The claims of a headline but for vague ones that its text puts more exactly: "scores killed" of 61."""
    vague = {c for c in account.headline if isinstance(c.value, Figure) and c.value.hedge is Hedge.VAGUE}
    return [c for c in account.headline if not (c in vague and any(rounds(c, other) for other in account.claims))]


def _clustered(claims: Sequence[Claim], vectors: Sequence[NDArray[np.float32]], tools: Tools) -> Aligned:
    lists = tools.lexicons
    return align(
        claims,
        *vectors,
        aligner=tools.aligner,
        settings=tools.config.alignment,
        hedges=lists.hedges,
        nouns=lists.nouns,
        play=lists.play,
    )


def _disputed(of_unit: Iterable[Block], tools: Tools) -> tuple[Dispute, ...]:
    lists, settings = tools.lexicons, tools.config.alignment
    hinders = partial(hindrance, hedges=lists.hedges, nouns=lists.nouns, play=lists.play)
    return tuple(found for block in of_unit for found in disputes(block, tools.decision, hinders, settings))


def _origins(accounts: Sequence[Account], tools: Tools) -> dict[str, str]:
    return origins(
        [account.article for account in accounts],
        same_origin=tools.config.origin.same_origin,
        shingle_words=tools.config.origin.shingle_words,
        agencies=tools.lexicons.agencies.names,
    )


def book_of(found: OneEvent, tools: Tools) -> NameBook:
    """Return which mentions of names are one thing across the articles on one event."""
    return NameBook.of({one.article.id: one.names for one in _everyone(found)}, given=tools.lexicons.titles.given)


def _everyone(found: OneEvent) -> list[Account]:
    """All accounts on one event, copies too."""
    return [*found.accounts, *(copy for several in found.copies.values() for copy in several)]


def _statements(accounts: Sequence[Account]) -> list[Claim]:
    return [statement for account in accounts for statement in account.statements] if len(accounts) > 1 else []


def _title(accounts: Sequence[Account]) -> str:
    return next((account.article.title for account in accounts if account.article.title), accounts[0].article.id)
